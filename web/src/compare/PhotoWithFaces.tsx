import type { ComparedPhoto, Face } from "../frame/api";
import { useObjectUrl } from "../frame/useObjectUrl";
import { ageInWords } from "./words";

interface PhotoProps {
  title: string;
  file: File;
  photo: ComparedPhoto;
}

/** The face that was compared: by its flag, else by the photo's index. */
export function chosenFace(photo: ComparedPhoto): Face | null {
  const byIndex = photo.chosen === null ? undefined : photo.faces[photo.chosen];
  return photo.faces.find((face) => face.chosen) ?? byIndex ?? null;
}

/** The photo with every found face: the compared one strong, the others faint. */
export function PhotoWithFaces({ title, file, photo }: PhotoProps) {
  const address = useObjectUrl(file);
  const chosen = chosenFace(photo);
  return (
    <figure className="seen">
      <div className="seen-photo">
        {address !== null && (
          <img src={address} alt={title} width={photo.width} height={photo.height} />
        )}
        <svg
          viewBox={`0 0 ${photo.width} ${photo.height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {photo.faces.map((face, index) => (
            <FaceMark
              key={index}
              face={face}
              strong={face === chosen}
              unit={Math.max(photo.width, photo.height) / 100}
            />
          ))}
        </svg>
      </div>
      <figcaption>
        <span className="seen-title">{title}</span>
        <FaceFacts face={chosen} others={photo.faces.length - (chosen === null ? 0 : 1)} />
      </figcaption>
    </figure>
  );
}

/** `unit` is a hundredth of the photo's longer side, so that marks look alike in every photo. */
function FaceMark({ face, strong, unit }: { face: Face; strong: boolean; unit: number }) {
  const [left = 0, top = 0, right = 0, bottom = 0] = face.box;
  return (
    <g className={strong ? "face chosen" : "face"}>
      <rect
        x={left}
        y={top}
        width={Math.max(0, right - left)}
        height={Math.max(0, bottom - top)}
        rx={unit * 1.5}
      />
      {strong &&
        face.landmarks5?.map(([x, y], index) => (
          <circle key={index} cx={x} cy={y} r={unit * 0.3} />
        ))}
    </g>
  );
}

function FaceFacts({ face, others }: { face: Face | null; others: number }) {
  const more = others === 1 ? "1 other face" : `${others} other faces`;
  if (face === null) return <span>No face was compared{others > 0 && ` (${more} found)`}</span>;
  const facts = [
    face.eye_distance !== null && `eyes ${Math.round(face.eye_distance)} px apart`,
    face.quality !== null && `quality ${face.quality.toFixed(2)}`,
    others > 0 && `${more}, not compared`,
  ].filter((each) => each !== false);
  return (
    <>
      <span className="age">{ageInWords(face)}</span>
      {facts.length > 0 && <span className="small">{facts.join(" · ")}</span>}
    </>
  );
}
