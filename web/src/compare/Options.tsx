import { useId } from "react";
import type { Known } from "../frame/api";
import type { Place } from "./useComparison";

interface OptionsProps {
  known: readonly [Known, Known];
  onKnown: (place: Place, known: Known) => void;
}

/** Ages and dates that the user knows: an estimated age near a rule's edge decides nothing. */
export function Options({ known, onKnown }: OptionsProps) {
  const one = (place: Place, title: string) => (
    <KnownOfPhoto title={title} known={known[place]} onKnown={(each) => onKnown(place, each)} />
  );
  return (
    <details className="options">
      <summary>Options</summary>
      <p className="small">Known ages and dates (optional)</p>
      <div className="known-pair">
        {one(0, "First photo")}
        {one(1, "Second photo")}
      </div>
    </details>
  );
}

interface KnownOfPhotoProps {
  title: string;
  known: Known;
  onKnown: (known: Known) => void;
}

function KnownOfPhoto({ title, known, onKnown }: KnownOfPhotoProps) {
  const id = useId();
  return (
    <div className="known-photo" role="group" aria-label={title}>
      <p>
        <label htmlFor={`${id}-age`}>Age in the {title.toLowerCase()}</label>
        <input
          id={`${id}-age`}
          type="number"
          inputMode="numeric"
          min={0}
          max={130}
          value={known.age}
          onChange={(event) => onKnown({ ...known, age: event.target.value })}
        />
      </p>
      <p>
        <label htmlFor={`${id}-date`}>{title} taken on</label>
        <input
          id={`${id}-date`}
          type="date"
          value={known.date}
          onChange={(event) => onKnown({ ...known, date: event.target.value })}
        />
      </p>
    </div>
  );
}
