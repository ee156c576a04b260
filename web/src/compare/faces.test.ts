import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ComparedPhoto } from "../frame/api";
import same from "./examples/same.json";
import { squareAround } from "./FaceCloseUp";
import { chosenFace } from "./PhotoWithFaces";

describe("the compared face", () => {
  const photo = same.photos[0] as ComparedPhoto;

  it("is the flagged one, else the one at the photo's index, else none", () => {
    expect(chosenFace(photo)).toBe(photo.faces[0]);
    const unflagged = photo.faces.map((face) => ({ ...face, chosen: false }));
    expect(chosenFace({ ...photo, faces: unflagged, chosen: 2 })).toBe(unflagged[2]);
    expect(chosenFace({ ...photo, faces: unflagged, chosen: null })).toBeNull();
    expect(chosenFace({ ...photo, faces: [], chosen: 3 })).toBeNull();
  });

  it("property: its close-up is a square that has the whole box in its middle", () => {
    const at = fc.integer({ min: -50, max: 5000 });
    const length = fc.integer({ min: 1, max: 4000 });
    fc.assert(
      fc.property(at, at, length, length, (left, top, width, height) => {
        const { x, y, side } = squareAround([left, top, left + width, top + height]);
        expect(x).toBeLessThan(left);
        expect(y).toBeLessThan(top);
        expect(x + side / 2).toBeCloseTo(left + width / 2, 6);
        expect(y + side / 2).toBeCloseTo(top + height / 2, 6);
        expect(side).toBeGreaterThanOrEqual(Math.max(width, height));
      }),
      { numRuns: 200, seed: 20261121 },
    );
  });
});
