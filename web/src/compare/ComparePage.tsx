import { useEffect, useRef } from "react";
import type { Selection } from "../frame/api";
import { providerInWords } from "../frame/Footer";
import { PhotoZone } from "../frame/PhotoZone";
import type { SliceProps } from "../frame/slice";
import { usePastedPhotos } from "../frame/usePastedPhotos";
import { ResultPanel } from "./ResultPanel";
import { bothPhotos, useComparison } from "./useComparison";
import type { Asking, Place } from "./useComparison";
import { WhatIsKnown } from "./WhatIsKnown";
import { headline } from "./words";

/** The server's code for a photo with more than one face. */
const SEVERAL = "face.several";

export function ComparePage({ studio, provider }: Pick<SliceProps, "studio" | "provider">) {
  const { comparison, send, ask, cancel } = useComparison(studio);
  const { slots, select, asking } = comparison;

  /** The second of two files goes to the other zone. */
  const offer = (files: readonly File[], place: Place): void => {
    const [file, second] = files;
    if (file) send({ kind: "offer", place, file });
    if (second) send({ kind: "offer", place: place === 0 ? 1 : 0, file: second });
  };
  const firstEmpty: Place = slots[0].photo === null ? 0 : 1;
  usePastedPhotos(firstEmpty, (files, place) => offer(files, place === 1 ? 1 : 0));

  const zone = (place: Place, title: string) => (
    <PhotoZone
      place={place}
      title={title}
      photo={slots[place].photo}
      error={slots[place].error}
      onFiles={(files) => offer(files, place)}
      onClear={() => send({ kind: "clear", place })}
      onRefuse={(message) => send({ kind: "refuse", place, message })}
    />
  );

  return (
    <div className="compare">
      <div className="lede">
        <h1>Do two photos show the same person?</h1>
        <p>
          You get a score, how often it misleads, and a plain &ldquo;cannot tell&rdquo; where the
          photos do not carry an answer.
        </p>
      </div>
      <form
        aria-busy={asking.kind === "busy"}
        onSubmit={(event) => {
          event.preventDefault();
          ask(select);
        }}
      >
        <div className="zones">
          {zone(0, "First photo")}
          {zone(1, "Second photo")}
        </div>
        {provider !== null && provider !== "local" && (
          <p className="notice">
            A crop of each face will leave this machine: it is sent to {providerInWords(provider)}.
          </p>
        )}
        <WhatIsKnown
          known={[slots[0].known, slots[1].known]}
          onKnown={(place, known) => send({ kind: "know", place, known })}
        />
        <div className="controls">
          <SeveralFaces
            select={select}
            onSelect={(each) => send({ kind: "select", select: each })}
          />
          <div className="go">
            <button
              type="submit"
              className="button"
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
      </form>
      <p className="unseen" role="status">
        {spoken(asking)}
      </p>
      <Outcome asking={asking} onLargest={() => ask("largest")} />
    </div>
  );
}

interface SeveralFacesProps {
  select: Selection;
  onSelect: (select: Selection) => void;
}

function SeveralFaces({ select, onSelect }: SeveralFacesProps) {
  const choice = (value: Selection, label: string) => (
    <label>
      <input
        type="radio"
        name="select"
        value={value}
        checked={select === value}
        onChange={() => onSelect(value)}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset className="several">
      <legend>If a photo shows several people</legend>
      <div className="choices">
        {choice("only", "Tell me")}
        {choice("largest", "Take the largest")}
        {choice("all", "Try all pairs")}
      </div>
    </fieldset>
  );
}

function Outcome({ asking, onLargest }: { asking: Asking; onLargest: () => void }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const done = asking.kind === "answered" || asking.kind === "failed";
    // On a phone the answer is below the fold; where it is in sight this moves nothing.
    if (done) panel.current?.scrollIntoView?.({ block: "nearest" });
  }, [asking]);

  if (asking.kind === "answered") {
    return (
      <div ref={panel} className="outcome">
        <ResultPanel answer={asking.answer} photos={asking.photos} />
      </div>
    );
  }
  if (asking.kind === "failed") {
    return (
      <div ref={panel} className="outcome card failure" role="alert">
        <p>{asking.message}</p>
        {asking.code === SEVERAL && (
          <button type="button" className="button quiet" onClick={onLargest}>
            Compare the largest faces instead
          </button>
        )}
      </div>
    );
  }
  return null;
}

/** What a screen reader says when the state changes; errors are alerts of their own. */
function spoken(asking: Asking): string {
  if (asking.kind === "busy") return "Comparing the two photos";
  if (asking.kind === "answered") {
    const { decision, synthetic, message } = asking.answer;
    return `${headline(decision, synthetic)}. ${message}`;
  }
  return "";
}
