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

async function verdict(page) {
  const result = page.locator(".result");
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
  await page.getByText("What you know of the photos").click();
  await page.getByLabel("Age, if known").first().fill(first);
  await page.getByLabel("Age, if known").last().fill(second);
  await compare(page).click();
}

/** The chosen face's box must lie where the photo shows it, to two pixels of the screen. */
async function boxesLieInTheirPhotos(page) {
  const off = await page.evaluate(() =>
    [...document.querySelectorAll(".seen-photo")].map((seen) => {
      const image = seen.querySelector("img");
      const at = image.getBoundingClientRect();
      const drawing = seen.querySelector("svg").getBoundingClientRect();
      const shape = image.naturalWidth / image.naturalHeight;
      return Math.max(
        Math.abs(at.left - drawing.left),
        Math.abs(at.top - drawing.top),
        Math.abs(at.width - drawing.width),
        Math.abs(at.height - drawing.height),
        Math.abs(at.width - shape * at.height),
      );
    }),
  );
  assert.equal(off.length, 2);
  assert.ok(Math.max(...off) <= 2, `a drawing is off its photo by ${off.join(" and ")} px`);
}

async function wholeWay({ page, photo, shot, real }) {
  await shot("empty");
  assert.ok(await compare(page).isDisabled());
  await choose(page, photo(0, "same"), photo(1, "second"));
  await shot("chosen");
  if (!real) await page.getByText("Take the largest").click();
  await compare(page).click();
  assert.equal(await verdict(page), "same");
  assert.equal(await page.locator(".face.chosen").count(), 2);
  await boxesLieInTheirPhotos(page);
  await noSidewaysScroll(page);
  await shot("same");
  assert.ok(await compare(page).isEnabled());
}

export const cases = {
  "whole way": { run: wholeWay },
  "whole way dark": { options: { colorScheme: "dark" }, run: wholeWay },
  "whole way phone": { options: phone, run: wholeWay },

  "another person": {
    async run({ page, photo, shot, real }) {
      await choose(page, photo(0, "different"), photo(2, "second"));
      if (!real) await page.getByText("Take the largest").click();
      await compare(page).click();
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
      if (!real) await page.getByText("Take the largest").click();
      await page.getByText("What you know of the photos").click();
      await page.getByLabel("Age, if known").first().fill("34");
      await page.getByLabel("Taken on, if known").last().fill("2016-05-01");
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
      const field = page.getByLabel("This server asks for its API key");
      await field.fill("not-the-right-one");
      await page.getByRole("button", { name: "Use this key" }).click();
      await page.getByText("The server did not take this key.").waitFor();
      await shot("refused");
      await field.fill(key);
      await field.press("Enter");
      await field.waitFor({ state: "detached" });
      await choose(page, photo(0, "same"), photo(1, "second"));
      await compare(page).click();
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
    async run({ page, photo, real }) {
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
      // Listening from here on: a chooser that opens before anybody listens is lost.
      page.on("filechooser", () => undefined);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter"); // skip link
      assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
      await pick("Choose the first photo", photo(0, "same"));
      await pick("Choose the second photo", photo(1, "second"));
      for (let steps = 0; steps < 12; steps++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(() => document.activeElement?.getAttribute("name") === "select")) {
          if (!real) await page.keyboard.press("ArrowRight");
          break;
        }
      }
      await page.keyboard.press("Tab");
      const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.equal(ring, "solid", "the focus is visible");
      await page.keyboard.press("Enter");
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
      await compare(page).click();
      await page.getByText("No face detected in the image").waitFor();
      assert.ok(await compare(page).isEnabled());
      await shot("no-face");
    },
  },

  "connection lost": {
    async run({ page, photo }) {
      await choose(page, photo(0, "same"), photo(1, "second"));
      await page.route("**/api/v1/compare", (route) => route.abort());
      await compare(page).click();
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
      await compare(page).click();
      await shot("told");
      await page.getByRole("button", { name: "Compare the largest faces instead" }).click();
      assert.equal(await verdict(page), "different");
    },
  },

  "busy and cancel": {
    stubOnly: true,
    async run({ page, photo, shot }) {
      await choose(page, photo(0, "slow"), photo(1, "second"));
      await compare(page).click();
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
          await compare(page).click();
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
