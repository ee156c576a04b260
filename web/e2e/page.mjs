/** What the cases of all slices share. */
import assert from "node:assert/strict";

export const phone = {
  viewport: { width: 320, height: 640 },
  deviceScaleFactor: 2,
  hasTouch: true,
};

export async function noSidewaysScroll(page) {
  const [wide, seen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= seen, `the page is ${wide} px wide in a window of ${seen} px`);
}
