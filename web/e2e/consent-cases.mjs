/**
 * The consent desk in a real browser: against a studio with a vault (MIEN_DESK_URL), else the stub.
 * Everybody here is made up, and the photo is of drawn people.
 */
import assert from "node:assert/strict";
import { noSidewaysScroll, phone } from "./page.mjs";

/** Numbers that no earlier run has used: a vault remembers. */
const number = () => `e2e-${Date.now().toString(36)}`;
const h1 = (page) => page.locator("main h1");
const button = (page, name) => page.getByRole("button", { name, exact: true });

async function enter(page, safeId) {
  await page.getByLabel(/^Enter a new person/).fill(safeId);
  await button(page, "Enter").click();
  await button(page, "Store the photo").waitFor();
  return (await h1(page).textContent()) ?? "";
}

/** A line from left to right and one back, as a mouse draws it. */
async function draw(page) {
  await page.getByTestId("pad").scrollIntoViewIfNeeded();
  const field = await page.getByTestId("pad").boundingBox();
  const at = (x, y) => [field.x + x * field.width, field.y + y * field.height];
  await page.mouse.move(...at(0.1, 0.7));
  await page.mouse.down();
  for (let x = 0.1; x < 0.8; x += 0.02) await page.mouse.move(...at(x, 0.5 + 0.3 * Math.sin(x * 40)));
  await page.mouse.up();
  await page.mouse.move(...at(0.75, 0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.2, 0.85));
  await page.mouse.up();
}

/** Signs with a typed name: the short way to a person of whom a photo may be kept. */
async function signTyped(page, name) {
  await page.getByRole("link", { name: "Show the text and sign" }).click();
  await page.getByLabel("Name of the person who signs").fill(name);
  await page.getByText("Type the name", { exact: true }).click();
  await page.getByLabel(/^To sign, type/).fill(name);
  await page.getByRole("checkbox").check();
}

async function focusIsOnTitle(page) {
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
}

async function wholeWay({ page, photo, shot }) {
  await page.getByRole("heading", { name: "People", exact: true }).waitFor();
  await shot("people");
  const safeId = await enter(page, number());
  await focusIsOnTitle(page);
  assert.ok(await button(page, "Store the photo").isDisabled());
  await page.getByText("Nothing can be uploaded before a release is signed.").waitFor();
  assert.equal(await page.getByTestId("chooser-1").count(), 0, "there is nothing to choose into");
  await shot("entered");

  await page.getByRole("link", { name: "Show the text and sign" }).click();
  await page.getByRole("heading", { name: "Please read, then sign" }).waitFor();
  await focusIsOnTitle(page);
  assert.ok(await button(page, "Sign the release").isDisabled());
  await page.getByLabel("Name of the person who signs").fill("Robin Sample");
  await draw(page);
  await page.getByRole("checkbox").check();
  await noSidewaysScroll(page);
  await shot("signing");
  await button(page, "Sign the release").click();
  await page.getByText("Release given").first().waitFor();

  assert.ok(await button(page, "Store the photo").isDisabled());
  await page.getByText("Choose or take a photo first.").waitFor();
  await page.getByTestId("chooser-1").setInputFiles(photo(0, "drawn"));
  await button(page, "Store the photo").click();
  await page.getByText("A photo is kept", { exact: true }).waitFor();
  await noSidewaysScroll(page);
  await shot("held");
  assert.equal(await page.locator(".kept-photo").count(), 0, "shown on request only");
  await button(page, "View the photo").click();
  await page.locator(".kept-photo").waitFor();
  await button(page, "Show the signature").click();
  await page.locator(".signature-picture, p.typed-signature").waitFor();
  await page.waitForFunction(() => document.querySelector(".kept-photo").naturalWidth > 0);
  await shot("viewed");
  await page.emulateMedia({ media: "print" });
  await shot("held print");
  await page.emulateMedia({ media: null });

  await page.getByRole("link", { name: "Erase…" }).click();
  await page.getByRole("heading", { name: /^Erase / }).waitFor();
  assert.ok(await button(page, "Erase for good").isDisabled());
  await page.getByLabel(/^To confirm/).fill(safeId.slice(0, -1));
  assert.ok(await button(page, "Erase for good").isDisabled());
  await page.getByLabel(/^To confirm/).fill(safeId);
  await shot("erase");
  await button(page, "Erase for good").click();
  await page.getByRole("heading", { name: "Receipt of an erasure" }).waitFor();
  await page.getByText("This browser has checked the signature").waitFor();
  await noSidewaysScroll(page);
  await shot("receipt");
  await page.emulateMedia({ media: "print" });
  await shot("receipt print");
  await page.emulateMedia({ media: null });

  await page.getByRole("link", { name: "Log", exact: true }).click();
  await page.getByText("Data were destroyed").first().waitFor();
  await page.getByText(/checked by this browser/).waitFor();
  await noSidewaysScroll(page);
  await shot("log");
}

export const cases = {
  "desk whole way": { atDesk: true, run: wholeWay },
  "desk whole way dark": { atDesk: true, options: { colorScheme: "dark" }, run: wholeWay },
  "desk whole way phone": { atDesk: true, options: phone, run: wholeWay },

  "desk by keyboard alone": {
    atDesk: true,
    async run({ page }) {
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
    atDesk: true,
    async run({ page, photo, shot }) {
      await enter(page, number());
      await signTyped(page, "Kim Sample");
      await page.getByText("as authorised representative").click();
      await shot("typed");
      await button(page, "Sign the release").click();
      await page.getByTestId("chooser-1").setInputFiles(photo(0, "drawn"));
      await button(page, "Store the photo").click();
      await page.getByText("A photo is kept", { exact: true }).waitFor();
      const person = page.url();
      await button(page, "Show the signature").click();
      await page.locator("p.typed-signature").waitFor();
      const saved = page.waitForEvent("download");
      await button(page, "Save a copy").click();
      assert.match((await saved).suggestedFilename(), /^(e2e|staff)-[a-z0-9]+\.zip$/);
      await page.getByRole("link", { name: "Withdraw…" }).click();
      await shot("asked");
      await button(page, "Withdraw the release").click();
      await page.getByText("the release was withdrawn").waitFor();
      await page.goto(person);
      await page.getByText("The release was withdrawn. Nothing can be uploaded").waitFor();
      await shot("withdrawn");
    },
  },

  "desk camera": {
    atDesk: true,
    options: { permissions: ["camera"] },
    async run({ page, shot }) {
      await enter(page, number());
      await signTyped(page, "Robin Sample");
      await button(page, "Sign the release").click();
      await button(page, "Camera").click();
      await page.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
      await shot("open");
      await button(page, "Take the photo").click();
      await page.getByRole("button", { name: /^Photo to keep: camera.jpg/ }).waitFor();
      await button(page, "Store the photo").click();
      await page.getByText("A photo is kept", { exact: true }).waitFor();
    },
  },

  "desk staff": {
    wantsStaff: true,
    async run({ page, shot, staff }) {
      const field = page.getByLabel("This server asks for its API key");
      await field.fill(staff.viewer);
      await field.press("Enter");
      await page.getByText("You act as viewer").waitFor();
      await page.getByText("That needs the role officer; your key has the role viewer.").waitFor();
      assert.ok(await button(page, "Enter").isDisabled());
      await shot("viewer");
      await button(page, "Use another key").click();
      await page.getByLabel("This server asks for its API key").fill(staff.officer);
      await field.press("Enter");
      await page.getByText("You act as officer").waitFor();
      await enter(page, number());
      await page.getByText("That needs the role admin; your key has the role officer.").waitFor();
      await shot("officer");
    },
  },

  "desk proof": {
    atDesk: true,
    stubOnly: true,
    async run({ page, shot }) {
      await page.getByRole("link", { name: "Log", exact: true }).click();
      await button(page, "Prove entry 3").click();
      await page.getByText(/^Proved by this browser/).waitFor();
      await shot("proved");
      await page.emulateMedia({ media: "print" });
      await shot("print");
    },
  },

  "desk refused": {
    atDesk: true,
    stubOnly: true,
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

  "desk legal hold": {
    atDesk: true,
    stubOnly: true,
    options: phone,
    async run({ page, url, shot }) {
      await page.goto(`${url}#/consent/people/00000000000000000000000000000001`);
      await page.getByText("Case 26-1187").waitFor();
      await noSidewaysScroll(page);
      await shot("person");
      await page.getByRole("link", { name: "Erase…" }).click();
      await page.getByText("A legal hold forbids erasing until it is lifted.").waitFor();
      assert.ok(await button(page, "Erase for good").isDisabled());
    },
  },
};
