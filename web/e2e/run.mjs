/**
 * The whole way through the page in Chromium: with canned answers from stub.mjs, or against a
 * running studio:
 *
 *   MIEN_URL=http://127.0.0.1:8080/ npm run e2e
 *
 * CHROMIUM         the browser's program; otherwise /usr/bin/chromium
 * MIEN_PHOTOS      two photos of one person and one of another, divided by the path separator;
 *                  each must show one face. Otherwise the drawn people of docs/examples.
 * MIEN_LOCKED_URL  a studio that wants the key MIEN_LOCKED_KEY
 * MIEN_STAFF_URL   a studio with a vault of its own for this, and the staff keys MIEN_VIEWER_KEY,
 *                  MIEN_OFFICER_KEY and MIEN_ADMIN_KEY
 * MIEN_SHOTS       where the screenshots go; otherwise a new temporary folder. They show what the
 *                  photos show: never commit them.
 * MIEN_ONLY        runs only the cases whose names begin so
 * MIEN_REPORT      a file for the results as JSON: [{name, outcome, why, facts}], where outcome is
 *                  ok, failed or skipped
 *
 * A case that needs an answer which a real studio gives rarely goes to the stub in any event.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { cases as compareCases } from "./cases.mjs";
import { cases as consentCases } from "./consent-cases.mjs";
import { startStub } from "./stub.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const given = process.env.MIEN_PHOTOS?.split(delimiter);
if (given && given.length !== 3) throw new Error("MIEN_PHOTOS needs three photos");
const drawn = join(here, "../../docs/examples/drawn-people.jpg");
const TYPES = { ".png": "image/png", ".webp": "image/webp" };

/** The stub answers by the first photo's name, so what it is given is named after its answer. */
function photo(given, at, name) {
  const path = given?.[at] ?? drawn;
  const type = TYPES[extname(path)] ?? "image/jpeg";
  return {
    name: given ? basename(path) : `${name}.jpg`,
    mimeType: type,
    buffer: readFileSync(path),
  };
}

const stub = await startStub();
const studio = process.env.MIEN_URL ?? null;
const locked = process.env.MIEN_LOCKED_URL ?? null;
const staff = {
  url: process.env.MIEN_STAFF_URL ?? null,
  viewer: process.env.MIEN_VIEWER_KEY,
  officer: process.env.MIEN_OFFICER_KEY,
  admin: process.env.MIEN_ADMIN_KEY,
};
const shots = process.env.MIEN_SHOTS ?? mkdtempSync(join(tmpdir(), "mien-shots-"));
mkdirSync(shots, { recursive: true });
const report = [];

/** Where a case runs, or why it cannot. */
function place({ stubOnly = false, realOnly = false, wantsKey = false, wantsStaff = false }) {
  if (wantsStaff) return staff.url ? { url: staff.url } : { why: "needs MIEN_STAFF_URL" };
  if (wantsKey) return locked ? { url: locked } : { why: "needs MIEN_LOCKED_URL" };
  if (realOnly && (studio === null || given === undefined))
    return { why: "needs a studio with models, and real photos" };
  return { url: stubOnly || studio === null ? stub.url : studio };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
  ],
});

const only = process.env.MIEN_ONLY ?? "";
for (const [name, each] of Object.entries({ ...compareCases, ...consentCases })) {
  if (!name.startsWith(only)) continue;
  const { options = {}, run } = each;
  const { url, why } = place(each);
  if (why !== undefined) {
    report.push({ name, outcome: "skipped", why });
    console.log(`skip  ${name} (${why})`);
    continue;
  }
  const context = await browser.newContext({ viewport: { width: 1180, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const strange = [];
  page.on("pageerror", (error) => strange.push(String(error)));
  page.on("console", (message) => {
    // The browser itself reports every 4xx and a cut connection; those are this test's own doing.
    const expected = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !expected) strange.push(message.text());
  });
  const foreign = [];
  page.on("request", (request) => {
    const at = new URL(request.url());
    if (at.protocol !== "blob:" && at.origin !== new URL(url).origin) foreign.push(request.url());
  });
  const shot = (suffix) => {
    const file = `${name} ${suffix}.png`.replaceAll(" ", "-");
    return page.screenshot({ path: join(shots, file), fullPage: true });
  };
  try {
    const atDesk = each.consent === true || each.wantsStaff === true;
    await page.goto(atDesk ? `${url}#/consent` : url);
    await page.locator("main h1").waitFor();
    // The desk keeps what it is given: it gets drawn people, never a photo of a real person.
    const real = given !== undefined && url !== stub.url && !atDesk;
    const choice = (at, named) => photo(real ? given : undefined, at, named);
    const key = process.env.MIEN_LOCKED_KEY;
    const facts = await run({ page, url, staff, photo: choice, shot, real, key });
    if (strange.length > 0) throw new Error(`the page complained: ${strange.join("; ")}`);
    if (foreign.length > 0) throw new Error(`the page reached out to ${foreign.join(", ")}`);
    report.push({ name, outcome: "ok", why: "", ...(facts === undefined ? {} : { facts }) });
    console.log(`ok    ${name}`);
  } catch (fault) {
    report.push({ name, outcome: "failed", why: String(fault.stack ?? fault) });
    await shot("failed");
    console.log(`FAIL  ${name}\n      ${fault.stack ?? fault}`);
  }
  await context.close();
}
await browser.close();
await stub.close();
if (process.env.MIEN_REPORT) writeFileSync(process.env.MIEN_REPORT, JSON.stringify(report));
const failed = report.filter(({ outcome }) => outcome === "failed").length;
console.log(`${failed === 0 ? "all passed" : `${failed} failed`}; screenshots in ${shots}`);
process.exitCode = failed === 0 ? 0 : 1;
