import { useEffect, useRef } from "react";
import { providerInWords } from "../frame/Footer";
import { PhotoZone } from "../frame/PhotoZone";
import type { SliceProps } from "../frame/slice";
import { usePastedPhotos } from "../frame/usePastedPhotos";
import { demoPair } from "./demo";
import { chosenFace, FaceMarks } from "./FaceMarks";
import { Options } from "./Options";
import { ResultPanel } from "./ResultPanel";
import { bothPhotos, SEVERAL_FACES, useComparison } from "./useComparison";
import type { Asking, Choice, Comparison, Event, Place } from "./useComparison";
import { ageInWords, headline, leftOutInWords } from "./words";

const TITLES = ["First photo", "Second photo"] as const;

export function ComparePage({ studio, provider }: Pick<SliceProps, "studio" | "provider">) {
  const outside = provider !== null && provider !== "local";
  // An outside provider is sent crops of the faces: only a press of the button may do that.
  const { comparison, send, ask, cancel } = useComparison(studio, !outside);
  const { slots, asking } = comparison;

  /** The second of two files goes to the other zone. */
  const offer = (files: readonly File[], place: Place): void => {
    const [file, second] = files;
    if (file) send({ kind: "offer", place, file });
    if (second) send({ kind: "offer", place: place === 0 ? 1 : 0, file: second });
  };
  const firstEmpty: Place = slots[0].photo === null ? 0 : 1;
  usePastedPhotos(firstEmpty, (files, place) => offer(files, place === 1 ? 1 : 0));

  const zone = (place: Place) => {
    const { photo, error } = slots[place];
    return (
      <PhotoZone
        place={place}
        title={TITLES[place]}
        photo={photo}
        error={error}
        onFiles={(files) => offer(files, place)}
        onClear={() => send({ kind: "clear", place })}
        onRefuse={(message) => send({ kind: "refuse", place, message })}
        onShown={() => photo !== null && send({ kind: "shown", place, file: photo })}
        overlay={
          <Marks
            asking={asking}
            place={place}
            onFace={(face) => ask({ kind: "face", place, face })}
          />
        }
        facts={factsOf(asking, place)}
      />
    );
  };

  return (
    <div className="compare">
      <div className="lede">
        <h1>Do two photos show the same person?</h1>
        <p>
          A score, how often such a score is wrong, and an honest “can’t tell” when the photos
          aren’t good enough.
        </p>
      </div>
      <form
        aria-busy={asking.kind === "busy"}
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <div className="stage">
          {zone(0)}
          <div className="middle">
            <Verdict comparison={comparison} send={send} ask={ask} />
            <div className="go">
              <button
                type="submit"
                className={asking.kind === "answered" ? "button quiet" : "button"}
                disabled={bothPhotos(comparison) === null || asking.kind === "busy"}
              >
                {asking.kind === "busy" && <span className="spinner" aria-hidden="true" />}
                {asking.kind === "busy" ? "Comparing…" : "Compare"}
              </button>
              {asking.kind === "busy" && (
                <button type="button" className="button quiet" onClick={cancel}>
                  Cancel
                </button>
              )}
            </div>
          </div>
          {zone(1)}
        </div>
        {outside && (
          <p className="notice">
            A crop of each face will leave this machine: it is sent to {providerInWords(provider)}{" "}
            when you press Compare.
          </p>
        )}
        <Options
          known={[slots[0].known, slots[1].known]}
          onKnown={(place, known) => send({ kind: "know", place, known })}
        />
      </form>
      <p className="unseen" role="status">
        {spoken(asking)}
      </p>
    </div>
  );
}

interface VerdictProps {
  comparison: Comparison;
  send: (event: Event) => void;
  ask: (change?: Event | null) => void;
}

/** What stands between the photos: the way to an answer, and then the answer. */
function Verdict({ comparison, send, ask }: VerdictProps) {
  const { asking, slots } = comparison;
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const done = asking.kind === "answered" || asking.kind === "failed";
    if (done) outcome.current?.focus({ preventScroll: false });
  }, [asking]);

  if (asking.kind === "answered") {
    return (
      <div ref={outcome} className="outcome" tabIndex={-1}>
        <ResultPanel answer={asking.answer} onAnother={() => another(send)} />
      </div>
    );
  }
  if (asking.kind === "failed") {
    return (
      <div ref={outcome} className="outcome failure" tabIndex={-1} role="alert">
        <Failure message={asking.message} code={asking.code} choice={asking.choice} ask={ask} />
      </div>
    );
  }
  const here = slots.filter((slot) => slot.photo !== null).length;
  return (
    <div className="waiting">
      {asking.kind === "idle" && here === 0 && (
        <>
          <p>Add two photos. They are compared as soon as both are here.</p>
          <button
            type="button"
            className="link"
            onClick={() =>
              void demoPair().then(([first, second]) => {
                send({ kind: "offer", place: 0, file: first });
                send({ kind: "offer", place: 1, file: second });
              })
            }
          >
            Try two drawn faces
          </button>
        </>
      )}
      {asking.kind === "idle" && here === 1 && <p>Add the other photo.</p>}
    </div>
  );
}

/** Keeps the first photo, and goes to the place of the second. */
function another(send: (event: Event) => void): void {
  send({ kind: "clear", place: 1 });
  document.querySelector<HTMLElement>("[data-place='1'] .well-button")?.focus();
}

interface FailureProps {
  message: string;
  code: string | null;
  choice: Choice | null;
  ask: (change?: Event | null) => void;
}

function Failure({ message, code, choice, ask }: FailureProps) {
  if (code !== SEVERAL_FACES) return <p>{message}</p>;
  return (
    <>
      <h2>More than one face</h2>
      {choice === null ? (
        <p>{message}</p>
      ) : (
        <p>
          The {TITLES[choice.place].toLowerCase()} shows {choice.boxes.length} people. Click the face
          that you mean.
        </p>
      )}
      <div className="choices-of-faces">
        <button
          type="button"
          className="button quiet"
          onClick={() => ask({ kind: "select", select: "largest" })}
        >
          Use the largest
        </button>
        <button
          type="button"
          className="button quiet"
          onClick={() => ask({ kind: "select", select: "all" })}
        >
          Compare all
        </button>
      </div>
    </>
  );
}

interface MarksOfProps {
  asking: Asking;
  place: Place;
  onFace: (face: number) => void;
}

function Marks({ asking, place, onFace }: MarksOfProps) {
  const title = TITLES[place].toLowerCase();
  if (asking.kind === "failed" && asking.choice?.place === place) {
    const { width, height, boxes } = asking.choice;
    return (
      <FaceMarks
        width={width}
        height={height}
        boxes={boxes}
        chosen={null}
        onFace={onFace}
        photo={title}
      />
    );
  }
  const photo = asking.kind === "answered" ? asking.answer.photos[place] : undefined;
  if (photo === undefined) return null;
  const chosen = chosenFace(photo);
  return (
    <FaceMarks
      width={photo.width}
      height={photo.height}
      boxes={photo.faces.map((face) => face.box)}
      chosen={chosen === null ? null : photo.faces.indexOf(chosen)}
      landmarks={chosen?.landmarks5 ?? null}
      onFace={onFace}
      photo={title}
    />
  );
}

/** Under a compared photo: the age of its face, and what was not compared. */
function factsOf(asking: Asking, place: Place) {
  const photo = asking.kind === "answered" ? asking.answer.photos[place] : undefined;
  if (photo === undefined) return undefined;
  const face = chosenFace(photo);
  const others = leftOutInWords(photo.faces.length - (face === null ? 0 : 1), photo.faces_left_out);
  return (
    <>
      <span className="age">{face === null ? "No face was compared" : ageInWords(face)}</span>
      {others !== null && ` · ${others}`}
    </>
  );
}

/** What a screen reader says when the state changes; errors are alerts of their own. */
function spoken(asking: Asking): string {
  if (asking.kind === "busy") return "Comparing the two photos";
  if (asking.kind === "answered") {
    const { decision, synthetic } = asking.answer;
    return headline(decision, synthetic);
  }
  return "";
}
