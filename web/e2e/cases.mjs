/**
 * What must hold in a real browser. `stubOnly`: needs an answer a real studio gives rarely;
 * `realOnly`: needs real models and photos; `wantsKey`: needs a studio that wants a key.
 */
import assert from "node:assert/strict";
import { noSidewaysScroll, phone } from "./page.mjs";

const chooser = (page, place) => page.getByTestId(`chooser-${place}`);
const compare = (page) => page.getByRole("button", { name: "Compare", exact: true });

async function choose(page, first, second) {
  await chooser(page, 1).setInputFiles(first);
  await chooser(page, 2).setInputFiles(second);
  await page.waitForFunction(() => {
    const shown = [...document.querySelectorAll(".well img")];
    return shown.length === 2 && shown.every((image) => image.complete && image.naturalWidth > 0);
  });
}

/** The drawn people of docs/examples are three: a real studio asks which one is meant. */
async function verdict(page) {
  const result = page.locator(".result");
  const asked = page.getByRole("button", { name: "Use the largest" });
  await result.or(asked).waitFor();
  if (await asked.isVisible()) await asked.click();
  await result.waitFor();
  return result.getAttribute("data-decision");
}

/** A picture without a face that every decoder reads: made by the browser itself. */
async function emptyPicture(page, name) {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 480;
    const pen = canvas.getContext("2d");
    const sky = pen.createLinearGradient(0, 0, 640, 480);
    sky.addColorStop(0, "#9ab0c0");
    sky.addColorStop(1, "#405060");
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 480);
    return canvas.toDataURL("image/png").split(",")[1];
  });
  return { name, mimeType: "image/png", buffer: Buffer.from(base64, "base64") };
}

/** 60 by 40 pixels whose EXIF says that the camera was held on its side (orientation 6). */
async function sidewaysPhoto(page) {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 60;
    canvas.height = 40;
    canvas.getContext("2d").fillRect(0, 0, 30, 40);
    return canvas.toDataURL("image/jpeg").split(",")[1];
  });
  const jpeg = Buffer.from(base64, "base64");
  // APP1: "Exif", a big-endian TIFF head, one entry (tag 0x0112, type SHORT, one value, 6).
  const exif = Buffer.from(
    "ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000" + "00000000",
    "hex",
  );
  const buffer = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
  return { name: "turned.jpg", mimeType: "image/jpeg", buffer };
}

async function agesAre(page, first, second) {
  await page.getByText("Options").click();
  await page.getByLabel("Age in the first photo").fill(first);
  await page.getByLabel("Age in the second photo").fill(second);
  await compare(page).click();
}

/** The drawing must cover its photo's image: both are laid out as object-fit: contain. */
async function marksLieOnTheirPhotos(page) {
  const off = await page.evaluate(() =>
    [...document.querySelectorAll(".well")].map((well) => {
      const image = well.querySelector("img");
      const marks = well.querySelector(".marks");
      const [at, drawing] = [image, marks].map((each) => each.getBoundingClientRect());
      const { width, height } = marks.viewBox.baseVal;
      return Math.max(
        Math.abs(at.left - drawing.left),
        Math.abs(at.top - drawing.top),
        Math.abs(at.width - drawing.width),
        Math.abs(at.height - drawing.height),
        // Of one shape, so that both leave the same bars at the sides.
        100 * Math.abs(image.naturalWidth / image.naturalHeight - width / height),
      );
    }),
  );
  assert.equal(off.length, 2);
  assert.ok(Math.max(...off) <= 2, `a drawing is off its photo by ${off.join(" and ")} px`);
}

/** All of the verdict is on the first screen, without a scroll. */
async function verdictIsInSight(page) {
  const { bottom, height } = await page.evaluate(() => ({
    bottom: document.querySelector(".result").getBoundingClientRect().bottom,
    height: window.innerHeight,
  }));
  assert.ok(bottom <= height, `the verdict ends at ${bottom} px of a window of ${height} px`);
}

async function wholeWay({ page, photo, shot }) {
  await shot("empty");
  assert.ok(await compare(page).isDisabled());
  // Comparing starts by itself when both photos are shown.
  await choose(page, photo(0, "same"), photo(1, "second"));
  assert.equal(await verdict(page), "same");
  assert.equal(await page.locator(".face.chosen").count(), 2);
  const focus = await page.evaluate(() => document.activeElement?.className);
  assert.equal(focus, "outcome", "the focus is on the verdict");
  await marksLieOnTheirPhotos(page);
  await noSidewaysScroll(page);
  await shot("same");
  await verdictIsInSight(page);
  await page.getByText("Details").click();
  await page.getByText("Distance from the threshold").waitFor();
  await shot("details");
  assert.ok(await compare(page).isEnabled());
}

export const cases = {
  "whole way": { run: wholeWay },
  "whole way dark": { options: { colorScheme: "dark" }, run: wholeWay },
  "whole way phone": { options: phone, run: wholeWay },

  "another person": {
    async run({ page, photo, shot, real }) {
      await choose(page, photo(0, "different"), photo(2, "second"));
      assert.equal(await verdict(page), "different");
      await shot("different");
      await page.getByRole("button", { name: "Remove the first photo" }).click();
      assert.equal(await page.locator(".result").count(), 0);
      assert.ok(await compare(page).isDisabled());
    },
  },

  "what is known": {
    async run({ page, photo, shot, real }) {
      await choose(page, photo(0, "same"), photo(1, "second"));
      await page.getByText("Options").click();
      await page.getByLabel("Age in the first photo").fill("34");
      await page.getByLabel("Second photo taken on").fill("2016-05-01");
      // The browser shows no test the body of a form with files; so the page's own call is heard.
      await page.evaluate(() => {
        const real = window.fetch;
        window.fetch = (to, init) => {
          window.heard = [...init.body].map(([key, value]) => [key, value.name ?? value]);
          return real(to, init);
        };
      });
      await compare(page).click();
      await page.waitForFunction(() => window.heard);
      const heard = Object.fromEntries(await page.evaluate(() => window.heard));
      assert.deepEqual(Object.keys(heard), [
        "image1",
        "image2",
        "select",
        "source_age",
        "target_date",
      ]);
      assert.deepEqual([heard.source_age, heard.target_date], ["34", "2016-05-01"]);
      await page.locator(".result").waitFor();
      await shot("filled");
    },
  },

  "the key": {
    wantsKey: true,
    async run({ page, photo, shot, key }) {
      const field = page.getByLabel("Enter the API key");
      await field.fill("not-the-right-one");
      await page.getByRole("button", { name: "Use this key" }).click();
      await page.getByText("Wrong key").waitFor();
      await shot("refused");
      await field.fill(key);
      await field.press("Enter");
      await field.waitFor({ state: "detached" });
      await choose(page, photo(0, "same"), photo(1, "second"));
      assert.equal(await verdict(page), "same");
      const kept = await page.evaluate(() => [
        localStorage.length,
        sessionStorage.length,
        document.cookie,
      ]);
      assert.deepEqual(kept, [0, 0, ""], "the key is in memory only");
      await page.reload();
      await field.waitFor();
    },
  },

  "rejected for real": {
    realOnly: true,
    async run({ page, photo, shot }) {
      await choose(page, photo(0), photo(1));
      await agesAre(page, "3", "40");
      assert.equal(await verdict(page), "rejected");
      await page.getByText("An infant (0 to 4) is not compared").waitFor();
      await page.getByText("3 years, infant (as you said)").waitFor();
      await shot("rejected");
    },
  },

  "inconclusive for real": {
    realOnly: true,
    options: { colorScheme: "dark" },
    async run({ page, photo, shot }) {
      await choose(page, photo(0), photo(1));
      await agesAre(page, "8", "70");
      assert.equal(await verdict(page), "inconclusive");
      await page.getByText("Half a century lies between").waitFor();
      await shot("inconclusive");
    },
  },

  "keyboard only": {
    async run({ page, photo }) {
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      const tabTo = async (label) => {
        for (let steps = 0; steps < 20 && (await focused()) !== label; steps++) {
          await page.keyboard.press("Tab");
        }
        assert.equal(await focused(), label);
      };
      const pick = async (label, file) => {
        await tabTo(label);
        const opened = page.waitForEvent("filechooser");
        await page.keyboard.press("Enter");
        await (await opened).setFiles(file);
        await page.getByRole("button", { name: file.name }).waitFor();
      };
      // Listening from here on: a chooser that opens before there is a listener is lost.
      page.on("filechooser", () => undefined);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter"); // skip link
      assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
      await pick("Choose the first photo", photo(0, "same"));
      await pick("Choose the second photo", photo(1, "second"));
      await page.locator(".outcome").waitFor();
      await page.keyboard.press("Tab");
      const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.equal(ring, "solid", "the focus is visible");
      assert.equal(await verdict(page), "same");
    },
  },

  "wrong files": {
    async run({ page, shot }) {
      const gif = { name: "letter.GIF", mimeType: "image/gif", buffer: Buffer.from("GIF89a") };
      await chooser(page, 1).setInputFiles(gif);
      await page.getByText("Unsupported file format: gif. Allowed: jpg, jpeg, png, webp").waitFor();
      const big = { name: "big.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(10485761) };
      await chooser(page, 1).setInputFiles(big);
      await page.getByText("File size exceeds 10 MB limit").waitFor();
      const noise = { name: "noise.jpg", mimeType: "image/jpeg", buffer: Buffer.from("noise") };
      await chooser(page, 2).setInputFiles(noise);
      await page.getByText("Could not decode image. Please upload a valid image file.").waitFor();
      assert.ok(await compare(page).isDisabled());
      await shot("refused");
    },
  },

  "no face": {
    async run({ page, photo, shot }) {
      await choose(page, await emptyPicture(page, "no-face.png"), photo(1, "second"));
      await page.getByText("No face detected in the image").waitFor();
      assert.ok(await compare(page).isEnabled());
      await shot("no-face");
    },
  },

  "connection lost": {
    async run({ page, photo }) {
      await page.route("**/api/v1/compare", (route) => route.abort());
      await choose(page, photo(0, "same"), photo(1, "second"));
      await page.getByText("Connection error. Please try again.").waitFor();
      await page.unroute("**/api/v1/compare");
      assert.ok(await compare(page).isEnabled());
    },
  },

  "drop and paste": {
    async run({ page, photo }) {
      const bytes = photo(0, "same").buffer.toString("base64");
      const hand = (kind, selector, name) =>
        page.evaluate(
          ([event, where, named, base64]) => {
            const data = new DataTransfer();
            const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
            data.items.add(new File([raw], named, { type: "image/jpeg" }));
            const settings = { bubbles: true, cancelable: true };
            document.querySelector(where).dispatchEvent(
              event === "paste"
                ? new ClipboardEvent(event, { ...settings, clipboardData: data })
                : new DragEvent(event, { ...settings, dataTransfer: data }),
            );
          },
          [kind, selector, name, bytes],
        );
      await hand("drop", "[data-place='1'] .well", "dropped.jpg");
      await page.getByRole("button", { name: /^Second photo: dropped.jpg/ }).waitFor();
      await hand("paste", "body", "pasted.jpg");
      await page.getByRole("button", { name: /^First photo: pasted.jpg/ }).waitFor();
      assert.ok(await compare(page).isEnabled());
    },
  },

  "turned photo": {
    async run({ page }) {
      const turned = await sidewaysPhoto(page);
      await chooser(page, 1).setInputFiles(turned);
      const image = page.locator(".well img");
      await image.waitFor();
      await page.waitForFunction(() => document.querySelector(".well img").naturalWidth > 0);
      const shape = await image.evaluate((each) => [each.naturalWidth, each.naturalHeight]);
      assert.deepEqual(shape, [40, 60], "EXIF orientation 6 turns 60 by 40 upright");
    },
  },

  camera: {
    options: { permissions: ["camera"] },
    async run({ page, shot }) {
      await page.getByRole("button", { name: "Camera" }).first().click();
      const take = page.getByRole("button", { name: "Take the photo" });
      await page.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
      await shot("open");
      await take.click();
      await page.getByRole("button", { name: /^First photo: camera.jpg/ }).waitFor();
      // The dialog goes a moment after the photo is there.
      await page.locator("dialog").waitFor({ state: "detached" });
    },
  },

  "several faces": {
    stubOnly: true,
    async run({ page, photo, shot }) {
      await choose(page, photo(0, "several-faces"), photo(1, "second"));
      await page.getByText("The first photo shows 3 people").waitFor();
      await shot("asked");
      const face = page.getByRole("button", { name: "Use face 2 of 3" });
      await face.click();
      assert.equal(await verdict(page), "different");
      // After an answer another face can still be chosen.
      assert.ok((await page.getByRole("button", { name: /^Use face/ }).count()) > 0);
    },
  },

  "one screen": {
    options: { viewport: { width: 1280, height: 800 } },
    async run({ page, photo, shot }) {
      await choose(page, photo(0, "same"), photo(1, "second"));
      assert.equal(await verdict(page), "same");
      await verdictIsInSight(page);
      await page.screenshot(); // nothing moves any more
      assert.equal(await page.evaluate(() => window.scrollY), 0);
      await shot("same");
    },
  },

  "high contrast": {
    options: { forcedColors: "active", viewport: { width: 1280, height: 800 } },
    async run({ page, photo, shot }) {
      await choose(page, photo(0, "same"), photo(1, "second"));
      assert.equal(await verdict(page), "same");
      const seen = await page.evaluate(() => {
        const color = (each) => getComputedStyle(document.querySelector(each)).backgroundColor;
        return [color(".scale-dot"), color(".scale-line"), getComputedStyle(document.body).backgroundColor];
      });
      assert.notEqual(seen[0], seen[2], "the score is visible on its scale");
      assert.notEqual(seen[1], seen[2], "the threshold is visible on the scale");
      await shot("same");
    },
  },

  "the demo pair": {
    async run({ page, shot }) {
      await page.getByRole("button", { name: "Try two drawn faces" }).click();
      assert.equal(await verdict(page), "same");
      await shot("same");
    },
  },

  "copy, print, another": {
    options: { permissions: ["clipboard-read", "clipboard-write"] },
    async run({ page, photo, shot }) {
      await choose(page, photo(0, "same"), photo(1, "second"));
      assert.equal(await verdict(page), "same");
      await page.getByRole("button", { name: "Copy" }).click();
      await page.getByRole("button", { name: "Copied" }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^Likely the same person\nScore 0\.\d+, threshold/);
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator("#verdict").isVisible());
      assert.ok(!(await compare(page).isVisible()));
      await shot("print");
      await page.emulateMedia({ media: "screen" });
      await page.getByRole("button", { name: "Compare another" }).click();
      assert.equal(await page.locator(".well img").count(), 1);
    },
  },

  "busy and cancel": {
    stubOnly: true,
    async run({ page, photo, shot }) {
      await choose(page, photo(0, "slow"), photo(1, "second"));
      await page.getByText("Comparing…").waitFor();
      await shot("busy");
      await page.getByRole("button", { name: "Cancel" }).click();
      assert.ok(await compare(page).isEnabled());
      assert.equal(await page.locator(".result").count(), 0);
    },
  },

  ...Object.fromEntries(
    ["inconclusive", "rejected", "outside", "fallback"].map((answer) => [
      `the answer ${answer}`,
      {
        stubOnly: true,
        options: answer === "rejected" ? phone : {},
        async run({ page, photo, shot }) {
          await choose(page, photo(0, answer), photo(1, "second"));
          const judged = ["outside", "fallback"].includes(answer);
          assert.equal(await verdict(page), judged ? "same" : answer);
          assert.equal(await page.getByText("left this machine").count(), judged ? 1 : 0);
          await noSidewaysScroll(page);
          await shot(answer);
        },
      },
    ]),
  ),
};
