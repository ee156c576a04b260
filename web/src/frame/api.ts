/**
 * What the studio's server is asked by more than one slice, in types that `answers.ts` has. Boxes
 * and landmarks are in pixels of the photo as it is displayed (EXIF orientation applied), origin top
 * left. Outcomes are values: nothing here throws.
 */
import { CompareAnswer, Status } from "./answers";
import type { Face } from "./answers";
import { askerAt } from "./ask";
import type { Asker, Outcome } from "./ask";

export type { Outcome, Problem } from "./ask";

export type Decision = CompareAnswer["decision"];
/** Which faces are compared: the only one (else an error), the largest, or the best pair. */
export type Selection = "only" | "largest" | "all";
/** Left, top, right, bottom. */
export type Box = Face["box"];

/** What the user knows of a photo, as typed; empty where it is not known. */
export interface Known {
  /** Completed years. */
  age: string;
  /** ISO 8601. */
  date: string;
}

export interface Question {
  photos: readonly [File, File];
  select: Selection;
  known: readonly [Known, Known];
  /** Which face of each photo is meant, by its index; null leaves it to `select`. */
  faces: readonly [number | null, number | null];
}

/** What a slice may ask of the server; `ask` and `file` are for what only one slice knows. */
export interface Studio extends Asker {
  compare(question: Question, signal: AbortSignal): Promise<Outcome<CompareAnswer>>;
  status(signal: AbortSignal): Promise<Outcome<Status>>;
}

/** `apiKey` is asked before every request; null sends none. */
export function studioAt(base: string, apiKey: () => string | null): Studio {
  const asker = askerAt(base, apiKey);
  return {
    ...asker,
    compare(question, signal) {
      const body = formOf(question);
      return asker.ask(
        { method: "POST", path: "/api/v1/compare", body, shape: CompareAnswer },
        signal,
      );
    },
    status(signal) {
      return asker.ask({ path: "/api/v1/status", shape: Status }, signal);
    },
  };
}

/** The server refuses an empty field: what is not known is left out. */
function formOf({ photos, select, known, faces }: Question): FormData {
  const form = new FormData();
  form.append("image1", photos[0], photos[0].name);
  form.append("image2", photos[1], photos[1].name);
  form.append("select", select);
  for (const [field, value] of [
    ["source_age", known[0].age],
    ["source_date", known[0].date],
    ["target_age", known[1].age],
    ["target_date", known[1].date],
    ["face1", faces[0] === null ? "" : String(faces[0])],
    ["face2", faces[1] === null ? "" : String(faces[1])],
  ] as const) {
    if (value !== "") form.append(field, value);
  }
  return form;
}
