// @vitest-environment node
/** Rules of the house that no compiler checks: who imports whom, and colors that can be read. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "..");

function imports(folder: string): { file: string; from: string }[] {
  return readdirSync(join(SOURCE, folder))
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .flatMap((name) => {
      const text = readFileSync(join(SOURCE, folder, name), "utf8");
      return [...text.matchAll(/from "([^"]+)"/g)].map((found) => ({
        file: `${folder}/${name}`,
        from: found[1] ?? "",
      }));
    });
}

describe("the folders", () => {
  const folders = readdirSync(SOURCE, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => each.name);

  it.each(folders)("%s imports itself, the frame and React, no other slice", (folder) => {
    const found = imports(folder);
    expect(found.length).toBeGreaterThan(0);
    const strangers = found.filter(({ from }) => !/^(\.\/|\.\.\/frame\/|react$)/.test(from));
    expect(strangers).toEqual([]);
  });

  it("reach for nothing outside the studio: no foreign address in a source or a style", () => {
    const addresses = ["index.html", ...folders.flatMap((folder) => within(`src/${folder}`))]
      .map((path) => readFileSync(join(SOURCE, "..", path), "utf8"))
      .flatMap((text) => [...text.matchAll(/(https?:)?\/\/[a-z0-9-]+\.[a-z]+/g)].map(String));
    expect(addresses).toEqual([]);
  });
});

function within(folder: string): string[] {
  return readdirSync(join(SOURCE, "..", folder))
    .filter((name) => /\.(tsx?|css)$/.test(name) && !name.includes(".test."))
    .map((name) => `${folder}/${name}`);
}

describe("the colors", () => {
  const css = readFileSync(join(SOURCE, "frame/tokens.css"), "utf8");
  const [light = "", dark = ""] = css.split("@media");
  const pairs: [string, string][] = [
    ["ink", "paper"],
    ["ink", "card"],
    ["ink-soft", "paper"],
    ["ink-soft", "card"],
    ["ink-soft", "well"],
    ["ink-soft", "accent-soft"],
    ["accent", "paper"],
    ["accent", "card"],
    ["accent", "accent-soft"],
    ["accent", "error-soft"],
    ["on-accent", "accent"],
    ["error", "paper"],
    ["error", "card"],
    ["ink", "error-soft"],
    ["ink", "notice-soft"],
    ["same", "card"],
    ["different", "card"],
    ["inconclusive", "card"],
    ["rejected", "card"],
  ];

  it.each(pairs)("%s on %s reads at 4.5 : 1 in light and in dark (WCAG 2.2, 1.4.3)", (ink, on) => {
    for (const theme of [light, dark]) {
      expect(contrast(color(theme, ink), color(theme, on))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["paper", "well"])("the well's dashed line stands out 3 : 1 from the %s", (on) => {
    for (const theme of [light, dark]) {
      expect(contrast(color(theme, "line-strong"), color(theme, on))).toBeGreaterThanOrEqual(3);
    }
  });
});

function color(theme: string, name: string): number[] {
  const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(theme)?.[1];
  if (hex === undefined) throw new Error(`tokens.css has no color --${name}`);
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: number[], two: number[]): number {
  const [low = 0, high = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(rgb: number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((each) =>
    each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
