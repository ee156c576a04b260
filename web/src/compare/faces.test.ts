import { describe, expect, it } from "vitest";
import type { SeenPhoto } from "../frame/answers";
import same from "./examples/same.json";
import { chosenFace, clipped } from "./FaceMarks";

describe("a box", () => {
  it("is drawn no further than the photo reaches", () => {
    expect(clipped([-4.5, 10, 130, 99], 120, 90)).toEqual([0, 10, 120, 90]);
    expect(clipped([1, 2, 3, 4], 120, 90)).toEqual([1, 2, 3, 4]);
  });
});

describe("the compared face", () => {
  const photo = same.photos[0] as SeenPhoto;

  it("is the flagged one, else the one at the photo's index, else none", () => {
    expect(chosenFace(photo)).toBe(photo.faces[0]);
    const unflagged = photo.faces.map((face) => ({ ...face, chosen: false }));
    expect(chosenFace({ ...photo, faces: unflagged, chosen: 2 })).toBe(unflagged[2]);
    expect(chosenFace({ ...photo, faces: [], chosen: 3 })).toBeNull();
  });
});
