/**
 * One person's whole way at a real desk, past every role: entered, signed, kept, looked at, held by
 * law, withdrawn, erased; and what the browser itself can prove of it. What it tells (`facts`) the
 * studio's own test then looks for in the vault, in vain.
 */
import assert from "node:assert/strict";
import * as desk from "./desk.mjs";
import { button } from "./desk.mjs";
import { noSidewaysScroll } from "./page.mjs";

const SIGNER = "Quillon Ashgrove-Testperson";

export async function journey(tools) {
  const { page, shot } = tools;
  const facts = await fromKeyToPhoto(tools);
  await noSidewaysScroll(page);
  const then = await rootOfLog(tools);
  await whatAViewerMay(tools, facts);
  await holdAndLift(tools, facts);
  const withdrawn = await withdraw(tools, facts);
  const erased = await eraseAll(tools, facts);
  await proofs(tools, then);
  await shot("log");
  return { ...facts, receipts: [withdrawn, erased] };
}

/** A wrong key, then the officer's; nothing to choose into before the release is signed. */
async function fromKeyToPhoto({ page, url, photo, shot, staff }) {
  const field = page.getByLabel("Enter the API key");
  await field.fill("nobodys-key-of-the-test-000");
  await field.press("Enter");
  await page.getByText("Wrong key").waitFor();
  await page.getByText(/^Each of the staff has a key of their own/).waitFor();
  await shot("key");
  await desk.atDesk(page, "officer", staff);
  await shot("people");
  const safe_id = await desk.enter(page, desk.number());
  await desk.focusIsOnTitle(page);
  assert.ok(await button(page, "Store the photo").isDisabled());
  await page.getByText("Nothing can be uploaded before a release is signed.").waitFor();
  assert.equal(await page.getByTestId("chooser-1").count(), 0, "there is nothing to choose into");
  await shot("entered");

  await page.getByRole("link", { name: "Show the text and sign" }).click();
  await page.getByRole("heading", { name: "Please read, then sign" }).waitFor();
  await desk.focusIsOnTitle(page);
  assert.ok(await button(page, "Sign the release").isDisabled());
  await page.getByLabel("Name of the person who signs").fill(SIGNER);
  await desk.draw(page);
  await page.getByRole("checkbox").check();
  await noSidewaysScroll(page);
  await shot("signing");
  await desk.sign(page);
  await desk.store(page, photo(0, "drawn"));
  await shot("held");
  const subject_id = new URL(page.url()).hash.split("/").at(-1);
  const manifest = await asked(page, url, `/api/v1/subjects/${subject_id}`, staff.officer);
  assert.equal(manifest.safe_id, safe_id);
  const { data_path } = manifest.biometric_collection;

  assert.equal(await page.locator(".kept-photo").count(), 0, "shown on request only");
  await button(page, "View the photo").click();
  await button(page, "Show the signature").click();
  await page.locator(".signature-picture").waitFor();
  await page.waitForFunction(() => document.querySelector(".kept-photo")?.naturalWidth > 0);
  await shot("viewed");
  await printed(page, () => shot("held print"));
  return { subject_id, safe_id, data_path, signer: SIGNER };
}

async function printed(page, shot) {
  await page.emulateMedia({ media: "print" });
  await shot();
  await page.emulateMedia({ media: null });
}

async function asked(page, url, path, key) {
  const answer = await page.request.get(new URL(path, url).href, {
    headers: { "X-API-Key": key },
  });
  assert.equal(answer.status(), 200, `${path} answered ${answer.status()}`);
  return answer.json();
}

/** What a person would keep on paper, to compare with later. */
async function rootOfLog({ page, url, staff }) {
  const { head } = await asked(page, url, "/api/v1/audit?limit=1", staff.officer);
  return head;
}

/** A viewer sees, and is refused everything else: by the page, and by the server if it is not. */
async function whatAViewerMay({ page, url, shot, staff }, { subject_id }) {
  await desk.changeTo(page, "viewer", staff);
  await page.getByText("A photo is kept", { exact: true }).waitFor();
  const why = "That needs the role officer; your key has the role viewer.";
  await page.getByText(why).first().waitFor();
  for (const name of ["They were here today", "Save a copy", "Erase…"])
    assert.ok(await button(page, name).isDisabled(), `a viewer cannot press ${name}`);
  assert.equal(await page.getByRole("link", { name: "Withdraw…" }).count(), 0);
  assert.equal(await button(page, "Show the signature").count(), 0);
  await button(page, "View the photo").click();
  await page.waitForFunction(() => document.querySelector(".kept-photo")?.naturalWidth > 0);
  await shot("viewer");
  const refused = await page.request.delete(
    new URL(`/api/v1/subjects/${subject_id}/biometric`, url).href,
    { headers: { "X-API-Key": staff.viewer } },
  );
  assert.equal(refused.status(), 403);
  assert.equal((await refused.json()).code, "vault.role");
}

async function holdAndLift({ page, shot, staff }, { safe_id }) {
  await desk.changeTo(page, "admin", staff);
  await page.getByLabel(/^Why nothing may/).fill("Case 26-1187");
  await button(page, "Place a hold").click();
  await page.getByText("It is not destroyed until the legal hold is lifted.").waitFor();
  await noSidewaysScroll(page);
  await shot("on hold");
  await desk.changeTo(page, "officer", staff);
  await page.getByText("Case 26-1187").waitFor();
  assert.ok(await button(page, "Lift the hold").isDisabled());
  await page.getByRole("link", { name: "Erase…" }).click();
  await page.getByText(/nothing can be erased until an admin/).waitFor();
  await page.getByLabel(/^To confirm/).fill(safe_id);
  assert.ok(await button(page, "Erase for good").isDisabled());
  await shot("hold forbids");
  await page.goBack();
  await desk.changeTo(page, "admin", staff);
  await button(page, "Lift the hold").click();
  await page.getByText("None. The schedule runs.").waitFor();
  await desk.changeTo(page, "officer", staff);
}

/** The receipt on the screen; its signature was checked by the browser. */
async function receipt(page, destroyed) {
  await page.getByRole("heading", { name: "Receipt of an erasure" }).waitFor();
  await page.getByText("This browser has checked the signature").waitFor();
  await page.getByText(destroyed, { exact: true }).waitFor();
  await noSidewaysScroll(page);
  return new URL(page.url()).hash.split("/").at(-1);
}

async function withdraw({ page, shot }, { safe_id }) {
  await page.getByRole("link", { name: "Withdraw…" }).click();
  await page.getByRole("heading", { name: `Withdraw the release of ${safe_id}` }).waitFor();
  await button(page, "Withdraw the release").click();
  const id = await receipt(page, "the photo and everything made from it");
  await page.getByText("the release was withdrawn", { exact: true }).waitFor();
  await shot("receipt of withdrawal");
  return id;
}

async function eraseAll({ page, url, shot, staff }, { safe_id, subject_id }) {
  await page.getByRole("link", { name: "All people" }).click();
  await page.getByLabel(/^Find by/).fill(safe_id);
  await button(page, "Find").click();
  await page.getByText("The release was withdrawn. Nothing can be uploaded").waitFor();
  await page.getByRole("link", { name: "Erase…" }).click();
  await page.getByRole("heading", { name: `Erase ${safe_id}` }).waitFor();
  assert.ok(await button(page, "Erase for good").isDisabled());
  await page.getByLabel(/^To confirm/).fill(safe_id.slice(0, -1));
  assert.ok(await button(page, "Erase for good").isDisabled());
  await page.getByLabel(/^To confirm/).fill(safe_id);
  await shot("erase");
  await button(page, "Erase for good").click();
  const id = await receipt(page, "everything of the person, the release too");
  await shot("receipt");
  await printed(page, () => shot("receipt print"));
  const gone = await page.request.get(new URL(`/api/v1/subjects/${subject_id}`, url).href, {
    headers: { "X-API-Key": staff.admin },
  });
  assert.equal(gone.status(), 404);
  return id;
}

/** The browser proves an entry of this erasure, and that the log of before is how it begins. */
async function proofs({ page, shot }, then) {
  await page.getByRole("link", { name: "Log", exact: true }).click();
  await page.getByText("Data were destroyed").first().waitFor();
  await page.getByText(/checked by this browser/).waitFor();
  await button(page, "Check it all now").click();
  await page.getByText(/, with every signature, /).waitFor();
  await page.getByRole("heading", { name: "The log is sound" }).waitFor();
  const erasure = page.locator(".leaves > li").filter({ hasText: "Data were destroyed" }).first();
  await erasure.getByRole("button", { name: /^Prove entry/ }).click();
  await erasure.getByText(/^Proved by this browser/).waitFor();
  await page.getByLabel("Entries then").fill(String(then.size));
  await page.getByLabel(/^Root then/).fill(then.root);
  await button(page, "Prove it").click();
  await page.getByText(/^Proved by this browser: the \d+ entries of today begin/).waitFor();
  await noSidewaysScroll(page);
  await shot("proved");
  await page.getByLabel(/^Root then/).fill("0".repeat(64));
  await button(page, "Prove it").click();
  await page.getByText(/^The root that you have from then is another/).waitFor();
}
