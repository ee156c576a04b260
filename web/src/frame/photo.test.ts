import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileOf } from "../testing";
import { ALLOWED, checkPhoto, extensionOf, MOST_BYTES, sizeInWords } from "./photo";

const RUNS = { numRuns: 300, seed: 20261121 };
const stem = fc.string({ minLength: 1, maxLength: 30 });
const anyCase = (words: readonly string[]) =>
  fc.constantFrom(...words).chain((word) => fc.mixedCase(fc.constant(word)));
const allowedName = fc.tuple(stem, anyCase(ALLOWED)).map(([name, type]) => `${name}.${type}`);
const extension = fc
  .string({ maxLength: 8 })
  .filter((each) => !each.includes(".") && !ALLOWED.some((ok) => ok === each.toLowerCase()));

const PROPERTY =
  "Feature: age-invariant-face-recognition, Property 11: Frontend client-side file validation";

describe("client-side validation", () => {
  it(`${PROPERTY}: takes every allowed type of at most 10 MB`, () => {
    fc.assert(
      fc.property(allowedName, fc.integer({ min: 0, max: MOST_BYTES }), (name, size) => {
        expect(checkPhoto({ name, size })).toEqual({ ok: true });
      }),
      RUNS,
    );
  });

  it(`${PROPERTY}: refuses every other type in the contract's words`, () => {
    fc.assert(
      fc.property(stem, extension, fc.nat(), (name, type, size) => {
        const seen = type.toLowerCase();
        expect(checkPhoto({ name: `${name}.${type}`, size })).toEqual({
          ok: false,
          message: `Unsupported file format: ${seen}. Allowed: jpg, jpeg, png, webp`,
        });
      }),
      RUNS,
    );
  });

  it(`${PROPERTY}: refuses every photo past 10 MB`, () => {
    const tooMany = fc.integer({ min: MOST_BYTES + 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(allowedName, tooMany, (name, size) => {
        const message = "File size exceeds 10 MB limit";
        expect(checkPhoto({ name, size })).toEqual({ ok: false, message });
      }),
      RUNS,
    );
  });

  it("reads the type behind the last dot, and none where there is no dot", () => {
    expect(extensionOf("a.tar.JPG")).toBe("jpg");
    expect(extensionOf("png")).toBe("");
    expect(checkPhoto(fileOf("photo")).ok).toBe(false);
    expect(checkPhoto(fileOf("photo.jpg.exe")).ok).toBe(false);
  });

  it("gives sizes in the units of the limit", () => {
    expect([1, 1024 * 300, MOST_BYTES].map(sizeInWords)).toEqual(["1 kB", "300 kB", "10.0 MB"]);
  });
});
