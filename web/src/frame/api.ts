/**
 * What the studio's server is asked by more than one slice, and the types of what it answers. Boxes
 * and landmarks are in pixels of the photo as it is displayed (EXIF orientation applied), origin top
 * left. Outcomes are values: nothing here throws.
 */
import { askerAt } from "./ask";
import type { Asker, Outcome } from "./ask";
import { finite, flag, listOf, nullable, oneOf, record, text } from "./shape";
import type { Shape } from "./shape";

export type { Outcome, Problem } from "./ask";

export type Decision = "same" | "different" | "inconclusive" | "rejected";
/** Which faces are compared: the only one (else an error), the largest, or the best pair. */
export type Selection = "only" | "largest" | "all";
/** Left, top, right, bottom. */
export type Box = number[];
export type Point = number[];

export interface Reason {
  code: string;
  message: string;
  photo: 1 | 2 | null;
}

/**
 * A measured rate at a score with its 95 % interval: of a false match rate, how often pairs of
 * different people score at least this high; of a false non-match rate, how often pairs of one
 * person score lower.
 */
export interface MeasuredRate {
  rate: number;
  low: number;
  high: number;
  comparisons: number;
  calibration: string;
}

/** A rate within one group of people. */
export interface GroupRate extends MeasuredRate {
  group: string;
}

export interface Face {
  index: number;
  box: Box;
  score: number;
  landmarks5: Point[] | null;
  age: number | null;
  /** The age was given; otherwise it is a guess. */
  age_known: boolean;
  age_group: string | null;
  gender: string | null;
  quality: number | null;
  eye_distance: number | null;
  chosen: boolean;
}

export interface ComparedPhoto {
  width: number;
  height: number;
  /** The file ends early: part of the picture is missing. */
  incomplete: boolean;
  chosen: number | null;
  faces: Face[];
  /** Faces that were found and, by a limit, not looked at. */
  faces_left_out: number;
}

export interface ModelNotice {
  id: string;
  license: string;
  commercial_use: boolean;
}

export interface CompareAnswer {
  decision: Decision;
  reasons: Reason[];
  similarity: number | null;
  threshold: number;
  confidence: number | null;
  false_match_rate: MeasuredRate | null;
  /** Why there is no rate. */
  false_match_rate_unknown: string | null;
  /** The rate on each data set; `false_match_rate` is the worst of them. */
  strangers: MeasuredRate[];
  /** The same in the group of people where false matches are most frequent. */
  worst_group: GroupRate | null;
  false_non_match_rate: MeasuredRate | null;
  synthetic: boolean;
  provider: string;
  photo_left_machine: boolean;
  warning: string | null;
  message: string;
  /** The error that the verdict risks, as a sentence; null where no error is known of it. */
  key_figure: string | null;
  models: ModelNotice[];
  photos: ComparedPhoto[];
}

/** Who compares: what the settings ask for, what is in use (null: none can), and why another. */
export interface ProviderInUse {
  asked: string;
  in_use: string | null;
  why: string | null;
}

export interface StatusAnswer {
  version: string;
  loaded: boolean;
  provider: ProviderInUse;
  models: ModelNotice[];
  missing: string[];
}

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

/** What a problem says of a photo that shows more than one face. */
export interface SeveralFaces {
  photo: 1 | 2;
  width: number;
  height: number;
  faces: { box: Box }[];
}

const reason = record<Reason>({
  code: text,
  message: text,
  photo: nullable(oneOf(1, 2)),
});

const RATE = {
  rate: finite,
  low: finite,
  high: finite,
  comparisons: finite,
  calibration: text,
};
const measured = record<MeasuredRate>(RATE);
const ofGroup = record<GroupRate>({ ...RATE, group: text });

const face = record<Face>({
  index: finite,
  box: listOf(finite, 4),
  score: finite,
  landmarks5: nullable(listOf(listOf(finite, 2), 5)),
  age: nullable(finite),
  age_known: flag,
  age_group: nullable(text),
  gender: nullable(text),
  quality: nullable(finite),
  eye_distance: nullable(finite),
  chosen: flag,
});

const photo = record<ComparedPhoto>({
  width: finite,
  height: finite,
  incomplete: flag,
  chosen: nullable(finite),
  faces: listOf(face),
  faces_left_out: finite,
});

export const severalFaces: Shape<SeveralFaces> = record<SeveralFaces>({
  photo: oneOf(1, 2),
  width: finite,
  height: finite,
  faces: listOf(record<{ box: Box }>({ box: listOf(finite, 4) })),
});

const model = record<ModelNotice>({ id: text, license: text, commercial_use: flag });

export const compareAnswer: Shape<CompareAnswer> = record<CompareAnswer>({
  decision: oneOf("same", "different", "inconclusive", "rejected"),
  reasons: listOf(reason),
  similarity: nullable(finite),
  threshold: finite,
  confidence: nullable(finite),
  false_match_rate: nullable(measured),
  false_match_rate_unknown: nullable(text),
  strangers: listOf(measured),
  worst_group: nullable(ofGroup),
  false_non_match_rate: nullable(measured),
  synthetic: flag,
  provider: text,
  photo_left_machine: flag,
  warning: nullable(text),
  message: text,
  key_figure: nullable(text),
  models: listOf(model),
  photos: listOf(photo, 2),
});

export const statusAnswer: Shape<StatusAnswer> = record<StatusAnswer>({
  version: text,
  loaded: flag,
  provider: record<ProviderInUse>({ asked: text, in_use: nullable(text), why: nullable(text) }),
  models: listOf(model),
  missing: listOf(text),
});

/** What a slice may ask of the server; `ask` and `file` are for what only one slice knows. */
export interface Studio extends Asker {
  compare(question: Question, signal: AbortSignal): Promise<Outcome<CompareAnswer>>;
  status(signal: AbortSignal): Promise<Outcome<StatusAnswer>>;
}

/** `apiKey` is asked before every request; null sends none. */
export function studioAt(base: string, apiKey: () => string | null): Studio {
  const asker = askerAt(base, apiKey);
  return {
    ...asker,
    compare(question, signal) {
      const body = formOf(question);
      return asker.ask(
        { method: "POST", path: "/api/v1/compare", body, shape: compareAnswer },
        signal,
      );
    },
    status(signal) {
      return asker.ask({ path: "/api/v1/status", shape: statusAnswer }, signal);
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
