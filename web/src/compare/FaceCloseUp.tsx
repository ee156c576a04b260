import type { ComparedPhoto } from "../frame/api";
import { chosenFace } from "./PhotoWithFaces";
import { useObjectUrl } from "../frame/useObjectUrl";

const AROUND = 1.5;

/** Where a square around a face lies in its photo; all in pixels of the photo. */
export function squareAround(box: readonly number[]): { x: number; y: number; side: number } {
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const side = Math.max(right - left, bottom - top, 1) * AROUND;
  return { x: (left + right - side) / 2, y: (top + bottom - side) / 2, side };
}

/** The compared face alone, round, for the head of the result; a decoration beside the photos. */
export function FaceCloseUp({ file, photo }: { file: File; photo: ComparedPhoto }) {
  const address = useObjectUrl(file);
  const face = chosenFace(photo);
  if (address === null || face === null) return <span className="close-up" />;
  const square = squareAround(face.box);
  const percent = (length: number): string => `${(length / square.side) * 100}%`;
  return (
    <span className="close-up">
      <img
        src={address}
        alt=""
        style={{
          width: percent(photo.width),
          height: percent(photo.height),
          left: percent(-square.x),
          top: percent(-square.y),
        }}
      />
    </span>
  );
}
