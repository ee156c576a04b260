/** What the cases of the consent desk share: sitting down with a key, entering, signing, storing. */

/** Numbers that no earlier case has used: a vault remembers. */
export const number = () => `e2e-${Date.now().toString(36)}`;
export const h1 = (page) => page.locator("main h1");
export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Types the key of that role into the form that asks for one. */
export async function useKey(page, role, staff) {
  const field = page.getByLabel("Enter the API key");
  await field.fill(staff[role]);
  await field.press("Enter");
  await page.getByText(`You act as ${role}`).waitFor();
}

/** The next of the staff sits down: at the desk's screen where the last one sat. */
export async function changeTo(page, role, staff) {
  await button(page, "Use another key").first().click();
  await useKey(page, role, staff);
}

export async function atDesk(page, role, staff) {
  await useKey(page, role, staff);
  await page.getByRole("heading", { name: "People", exact: true }).waitFor();
}

export async function enter(page, safeId) {
  await page.getByLabel(/^Enter a new person/).fill(safeId);
  await button(page, "Enter").click();
  await button(page, "Store the photo").waitFor();
  return (await h1(page).textContent()) ?? "";
}

/** A line from left to right and one back, as a mouse draws it. */
export async function draw(page) {
  await page.getByTestId("pad").scrollIntoViewIfNeeded();
  const field = await page.getByTestId("pad").boundingBox();
  const at = (x, y) => [field.x + x * field.width, field.y + y * field.height];
  await page.mouse.move(...at(0.1, 0.7));
  await page.mouse.down();
  for (let x = 0.1; x < 0.8; x += 0.02)
    await page.mouse.move(...at(x, 0.5 + 0.3 * Math.sin(x * 40)));
  await page.mouse.up();
  await page.mouse.move(...at(0.75, 0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.2, 0.85));
  await page.mouse.up();
}

/** All that a typed release needs but the last press. */
export async function signTyped(page, name) {
  await page.getByRole("link", { name: "Show the text and sign" }).click();
  await page.getByLabel("Name of the person who signs").fill(name);
  await page.getByText("Type the name", { exact: true }).click();
  await page.getByLabel(/^To sign, type/).fill(name);
  await page.getByRole("checkbox").check();
}

export async function sign(page) {
  await button(page, "Sign the release").click();
  await page.getByText("Release given").first().waitFor();
}

export async function store(page, photo) {
  await page.getByTestId("chooser-1").setInputFiles(photo);
  await button(page, "Store the photo").click();
  await page.getByText("A photo is kept", { exact: true }).waitFor();
}

export async function focusIsOnTitle(page) {
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
}

/** A page of noise as a scanner sees paper: a PNG of more than a megabyte. */
export async function pngOfPaper(page) {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 900;
    canvas.height = 1270;
    const pen = canvas.getContext("2d");
    const dots = pen.createImageData(canvas.width, canvas.height);
    for (let at = 0, seed = 1; at < dots.data.length; at += 4) {
      seed = (seed * 48271) % 2147483647;
      for (let part = 0; part < 3; part++) dots.data[at + part] = 230 + ((seed >> (5 * part)) % 25);
      dots.data[at + 3] = 255;
    }
    pen.putImageData(dots, 0, 0);
    pen.font = "48px cursive";
    pen.fillText("Robin Sample", 120, 1100);
    return canvas.toDataURL("image/png").split(",")[1];
  });
  return { name: "paper.png", mimeType: "image/png", buffer: Buffer.from(base64, "base64") };
}
