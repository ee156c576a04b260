/**
 * The consent desk in a real browser, at a real studio with a vault and staff who have keys of
 * their own; only what a real one answers rarely comes from the stub. All people here are made up,
 * and the photo is of drawn people.
 */
import assert from "node:assert/strict";
import {
  atDesk,
  button,
  draw,
  enter,
  focusIsOnTitle,
  number,
  pngOfPaper,
  sign,
  signTyped,
  store,
  useKey,
} from "./desk.mjs";
import { journey } from "./desk-journey.mjs";
import { phone } from "./page.mjs";

export const cases = {
  "desk journey": { wantsStaff: true, run: journey },
  "desk journey dark": { wantsStaff: true, options: { colorScheme: "dark" }, run: journey },
  "desk journey phone": { wantsStaff: true, options: phone, run: journey },

  "desk by keyboard alone": {
    wantsStaff: true,
    async run({ page, staff }) {
      const press = async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const tabTo = async (wanted) => {
        for (let steps = 0; steps < 40; steps++) {
          await press("Tab");
          const words = await page.evaluate(() => {
            const at = document.activeElement;
            return at?.labels?.[0]?.textContent ?? at?.textContent ?? "";
          });
          if (words.includes(wanted)) return;
        }
        assert.fail(`no way by Tab to ${wanted}`);
      };
      await tabTo("Enter the API key");
      await page.keyboard.type(staff.officer);
      await press("Enter");
      await page.getByText("You act as officer").waitFor();
      await tabTo("Enter a new person");
      await page.keyboard.type(number());
      await press("Enter");
      await focusIsOnTitle(page);
      await tabTo("Show the text and sign");
      await press("Enter");
      await page.getByRole("heading", { name: "Please read, then sign" }).waitFor();
      await focusIsOnTitle(page);
      await tabTo("Name of the person who signs");
      await page.keyboard.type("Robin Sample");
      await tabTo("Draw it");
      await press("ArrowRight");
      await tabTo("To sign, type the name once more");
      await page.keyboard.type("Robin Sample");
      await tabTo("I have read the text");
      await press("Space");
      await tabTo("Sign the release");
      const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.equal(ring, "solid", "the focus is visible");
      await press("Enter");
      await page.getByText("Release given").first().waitFor();
      await focusIsOnTitle(page);
    },
  },

  "desk withdraw": {
    wantsStaff: true,
    async run({ page, photo, shot, staff }) {
      await atDesk(page, "officer", staff);
      const safeId = await enter(page, number());
      await signTyped(page, "Kim Sample");
      await page.getByText("as authorized representative", { exact: true }).click();
      await shot("typed");
      await sign(page);
      await store(page, photo(0, "drawn"));
      const person = page.url();
      await button(page, "Show the signature").click();
      await page.locator("p.typed-signature").waitFor();
      const saved = page.waitForEvent("download");
      await button(page, "Save a copy").click();
      assert.equal((await saved).suggestedFilename(), `${safeId}.zip`);
      await page.getByRole("link", { name: "Withdraw…" }).click();
      await shot("asked");
      await button(page, "Withdraw the release").dblclick();
      await page.getByText("the release was withdrawn").waitFor();
      await page.goto(person);
      await page.getByText("The release was withdrawn. Nothing can be uploaded").waitFor();
      await shot("withdrawn");
    },
  },

  "desk paper": {
    wantsStaff: true,
    async run({ page, shot, staff }) {
      await atDesk(page, "officer", staff);
      await enter(page, number());
      await page.getByRole("link", { name: "Show the text and sign" }).click();
      await page.getByLabel("Name of the person who signs").fill("Robin Sample");
      await page.getByText("On paper", { exact: true }).click();
      await page.getByText("Add a scan or a photo of the paper that was signed.").waitFor();
      // Larger than the vault takes: the page must make it smaller, and the server take it.
      const scan = await pngOfPaper(page);
      assert.ok(scan.buffer.length > 1024 * 1024, `the scan has ${scan.buffer.length} bytes`);
      await page.getByTestId("chooser-1").setInputFiles(scan);
      await page.getByRole("checkbox").check();
      await shot("chosen");
      await button(page, "Keep the signed release").click();
      await page.getByText("Robin Sample, for themselves, on paper").waitFor();
      await button(page, "Show the signature").click();
      const seen = page.locator(".signature-picture");
      await seen.waitFor();
      await page.waitForFunction(
        () => document.querySelector(".signature-picture").naturalWidth > 0,
      );
      await shot("kept");
    },
  },

  "desk camera": {
    wantsStaff: true,
    options: { permissions: ["camera"] },
    async run({ page, shot, staff }) {
      await atDesk(page, "officer", staff);
      await enter(page, number());
      await signTyped(page, "Robin Sample");
      await sign(page);
      await button(page, "Camera").click();
      await page.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
      await shot("open");
      await button(page, "Take the photo").click();
      await page.getByRole("button", { name: /^Photo to keep: camera.jpg/ }).waitFor();
      await button(page, "Store the photo").click();
      await page.getByText("A photo is kept", { exact: true }).waitFor();
    },
  },

  "desk two tabs": {
    wantsStaff: true,
    async run({ page, url, photo, shot, staff }) {
      await atDesk(page, "officer", staff);
      const safeId = await enter(page, number());
      await signTyped(page, "Robin Sample");
      await sign(page);
      await store(page, photo(0, "drawn"));
      const person = page.url();
      const other = await page.context().newPage();
      await other.goto(person);
      await useKey(other, "officer", staff);
      await button(other, "View the photo").waitFor();
      await page.goto(`${person}/erase`);
      await page.getByLabel(/^Everything/).check();
      await page.getByLabel(/^To confirm/).fill(safeId);
      await button(page, "Erase for good").dblclick();
      await page.getByRole("heading", { name: "Receipt of an erasure" }).waitFor();
      await page.goBack();
      await page.getByText("No one here has that number").waitFor();
      await page.getByRole("heading", { name: "Nothing to show" }).waitFor();
      await shot("gone");
      await button(other, "View the photo").click();
      await other.getByText("No one here has that number").waitFor();
      assert.equal(await other.locator(".kept-photo").count(), 0);
      await other.close();
      await page.goto(`${url}#/consent`);
    },
  },

  "desk refused": {
    stubOnly: true,
    consent: true,
    async run({ page, url, photo, shot }) {
      const next = (name) => page.request.post(`${url}stub/next/${name}`);
      await enter(page, "staff-0042");
      await page.getByRole("link", { name: "Show the text and sign" }).click();
      await page.getByLabel("Name of the person who signs").fill("Robin Sample");
      await draw(page);
      await page.getByRole("checkbox").check();
      await next("problem-text-changed");
      await button(page, "Sign the release").click();
      await page.getByText("The text of the release changed meanwhile.").waitFor();
      await button(page, "Sign the release").click();
      await page.getByTestId("chooser-1").setInputFiles(photo(0, "drawn"));
      await next("problem-consent-withdrawn");
      await button(page, "Store the photo").click();
      await page.getByText("Only a new release can change that.").waitFor();
      await page.getByRole("link", { name: "Show the text and sign" }).waitFor();
      await shot("upload");
    },
  },
};
