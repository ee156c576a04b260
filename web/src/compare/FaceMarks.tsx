import type { Face, SeenPhoto } from "../frame/answers";
import type { Box } from "../frame/api";

/** The face that was compared: by its flag, else by the photo's index. */
export function chosenFace(photo: SeenPhoto): Face | null {
  return photo.faces.find((face) => face.chosen) ?? photo.faces[photo.chosen] ?? null;
}

interface MarksProps {
  /** Size of the photo in its own pixels, upright. */
  width: number;
  height: number;
  boxes: readonly Box[];
  /** The face that was compared; null while it is asked which one is meant. */
  chosen: number | null;
  landmarks?: readonly (readonly number[])[] | null;
  /** Called with a face's index when it is pressed; without it the faces are only drawn. */
  onFace?: (face: number) => void;
  photo: string;
}

/**
 * Every face as a box over its photo. The drawing scales as the photo does (`object-fit: contain`),
 * so a box lies on its face at every size.
 */
export function FaceMarks(props: MarksProps) {
  const { width, height, boxes, chosen, landmarks, onFace, photo } = props;
  const choosing = onFace !== undefined && boxes.length > 1;
  return (
    <svg
      className="marks"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden={choosing ? undefined : true}
      role={choosing ? "group" : undefined}
      aria-label={choosing ? `Faces in the ${photo}` : undefined}
    >
      {boxes.map((box, index) => (
        <FaceMark
          key={index}
          box={clipped(box, width, height)}
          rounding={Math.max(width, height) / 66}
          chosen={index === chosen}
          label={`Face ${index + 1} of ${boxes.length}`}
          onPress={choosing && index !== chosen ? () => onFace(index) : undefined}
        />
      ))}
      {landmarks?.map(([x, y], index) => (
        <circle key={index} cx={x} cy={y} r={Math.max(width, height) / 220} />
      ))}
    </svg>
  );
}

/** The part of a box that lies in the photo: a face at the edge may reach beyond it. */
export function clipped(box: Box, width: number, height: number): Box {
  return box.map((each, index) => Math.min(Math.max(each, 0), index % 2 === 0 ? width : height));
}

interface MarkProps {
  box: Box;
  rounding: number;
  chosen: boolean;
  label: string;
  onPress: (() => void) | undefined;
}

function FaceMark({ box, rounding, chosen, label, onPress }: MarkProps) {
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const rect = (
    <rect
      x={left}
      y={top}
      width={Math.max(0, right - left)}
      height={Math.max(0, bottom - top)}
      rx={rounding}
    />
  );
  if (onPress === undefined) return <g className={chosen ? "face chosen" : "face"}>{rect}</g>;
  return (
    <g
      className="face choice"
      role="button"
      tabIndex={0}
      aria-label={`Use ${label.toLowerCase()}`}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onPress();
      }}
    >
      {rect}
    </g>
  );
}
