import { describe, expect, it } from "vitest";
import type { ComparedPhoto } from "../frame/api";
import same from "./examples/same.json";
import { chosenFace } from "./FaceMarks";

describe("the compared face", () => {
  const photo = same.photos[0] as ComparedPhoto;

  it("is the flagged one, else the one at the photo's index, else none", () => {
    expect(chosenFace(photo)).toBe(photo.faces[0]);
    const unflagged = photo.faces.map((face) => ({ ...face, chosen: false }));
    expect(chosenFace({ ...photo, faces: unflagged, chosen: 2 })).toBe(unflagged[2]);
    expect(chosenFace({ ...photo, faces: unflagged, chosen: null })).toBeNull();
    expect(chosenFace({ ...photo, faces: [], chosen: 3 })).toBeNull();
  });
});
