import { useCallback, useEffect, useReducer, useRef } from "react";
import { CrowdedProblem } from "../frame/answers";
import type { CompareAnswer } from "../frame/answers";
import type { Box, Known, Outcome, Selection, Studio } from "../frame/api";
import type { Problem } from "../frame/ask";
import { checkPhoto } from "../frame/photo";

/** The server's code for a photo with more than one face. */
export const SEVERAL_FACES = "face.several";

export type Place = 0 | 1;

export interface Slot {
  photo: File | null;
  /** The last photo that the browser could show: an unreadable file does not replace it. */
  before: File | null;
  /** The browser has decoded the photo. */
  shown: boolean;
  /** Beside the zone: why the last file was not taken. */
  error: string | null;
  known: Known;
  /** Which face is meant, by its index in the server's list; null leaves it to the selection. */
  face: number | null;
}

/** The faces of a photo that shows more than the one that was asked for. */
export interface Choice {
  place: Place;
  width: number;
  height: number;
  boxes: readonly Box[];
}

export type Asking =
  | { kind: "idle" }
  | { kind: "busy" }
  | { kind: "answered"; answer: CompareAnswer; photos: readonly [File, File] }
  | { kind: "failed"; message: string; code: string | null; choice: Choice | null };

export interface Comparison {
  slots: readonly [Slot, Slot];
  select: Selection;
  asking: Asking;
  /** A photo is new: the comparison starts by itself once both are shown. */
  fresh: boolean;
}

export type Event =
  | { kind: "offer"; place: Place; file: File }
  | { kind: "shown"; place: Place; file: File }
  | { kind: "refuse"; place: Place; message: string }
  | { kind: "clear"; place: Place }
  | { kind: "know"; place: Place; known: Known }
  | { kind: "face"; place: Place; face: number }
  | { kind: "select"; select: Selection }
  | { kind: "ask" }
  | { kind: "cancel" }
  | { kind: "outcome"; outcome: Outcome<CompareAnswer>; photos: readonly [File, File] };

const UNKNOWN: Known = { age: "", date: "" };
const EMPTY: Slot = {
  photo: null,
  before: null,
  shown: false,
  error: null,
  known: UNKNOWN,
  face: null,
};
export const START: Comparison = {
  slots: [EMPTY, EMPTY],
  select: "only",
  asking: { kind: "idle" },
  fresh: false,
};

/** Both photos, when there are two: the only state in which Compare may be pressed. */
export function bothPhotos(comparison: Comparison): readonly [File, File] | null {
  const [first, second] = comparison.slots;
  return first.photo !== null && second.photo !== null ? [first.photo, second.photo] : null;
}

/** Whether a comparison starts without a press: a photo is new, and the browser shows both. */
export function startsByItself(comparison: Comparison): boolean {
  return comparison.fresh && comparison.slots.every((slot) => slot.photo !== null && slot.shown);
}

/** Every change of an input withdraws the answer, because it was about other photos. */
export function next(now: Comparison, event: Event): Comparison {
  switch (event.kind) {
    case "offer": {
      const check = checkPhoto(event.file);
      if (!check.ok) return withSlot(now, event.place, { error: check.message });
      const { photo, shown, before } = now.slots[event.place];
      const change = {
        photo: event.file,
        before: shown ? photo : before,
        shown: false,
        error: null,
        known: UNKNOWN,
        face: null,
      };
      return { ...withSlot(now, event.place, change), select: "only", fresh: true };
    }
    case "shown":
      if (now.slots[event.place].photo !== event.file) return now;
      return { ...now, slots: slotsWith(now, event.place, { shown: true, before: event.file }) };
    case "refuse": {
      const { before, photo } = now.slots[event.place];
      const kept = before === photo ? null : before;
      const change = { photo: kept, before: null, shown: false, error: event.message, face: null };
      return { ...withSlot(now, event.place, change), fresh: false };
    }
    case "clear":
      return { ...withSlot(now, event.place, EMPTY), fresh: false };
    case "know":
      return withSlot(now, event.place, { known: event.known });
    case "face":
      return withSlot(now, event.place, { face: event.face });
    case "select":
      return { ...now, select: event.select, asking: { kind: "idle" } };
    case "ask":
      return bothPhotos(now) === null ? now : { ...now, asking: { kind: "busy" }, fresh: false };
    case "cancel":
      return { ...now, asking: { kind: "idle" }, fresh: false };
    case "outcome":
      return { ...now, asking: askingAfter(event.outcome, event.photos) };
  }
}

function slotsWith(now: Comparison, place: Place, change: Partial<Slot>): readonly [Slot, Slot] {
  const slot = { ...now.slots[place], ...change };
  return place === 0 ? [slot, now.slots[1]] : [now.slots[0], slot];
}

function withSlot(now: Comparison, place: Place, change: Partial<Slot>): Comparison {
  return { ...now, slots: slotsWith(now, place, change), asking: { kind: "idle" } };
}

function askingAfter(outcome: Outcome<CompareAnswer>, photos: readonly [File, File]): Asking {
  switch (outcome.kind) {
    case "answer":
      return { kind: "answered", answer: outcome.value, photos };
    case "cancelled":
      return { kind: "idle" };
    case "unreachable":
      return {
        kind: "failed",
        message: "Connection error. Please try again.",
        code: null,
        choice: null,
      };
    case "problem": {
      const { detail, code, retryAfterSeconds: wait } = outcome.problem;
      const message = wait === null ? detail : `${detail} (Try again in ${wait} s.)`;
      return { kind: "failed", message, code, choice: choiceIn(outcome.problem) };
    }
  }
}

/** The faces that the server lists when a photo shows several; null where it lists none. */
function choiceIn({ code, document }: Problem): Choice | null {
  if (code !== SEVERAL_FACES) return null;
  try {
    const { photo, width, height, faces } = CrowdedProblem(document, "");
    return { place: photo === 1 ? 0 : 1, width, height, boxes: faces.map((face) => face.box) };
  } catch {
    return null; // an older server: the selection can still be changed
  }
}

/** The state and the one request that may run; a change of the photos cancels it. */
export function useComparison(studio: Studio, byItself: boolean) {
  const [comparison, dispatch] = useReducer(next, START);
  const running = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  const send = useCallback(
    (event: Event) => {
      if (event.kind !== "shown") stop();
      dispatch(event);
    },
    [stop],
  );

  /** Asks about the photos as they stand after `change`. */
  const ask = useCallback(
    (change: Event | null = null) => {
      const asked = change === null ? comparison : next(comparison, change);
      const photos = bothPhotos(asked);
      if (photos === null) return;
      stop();
      const mine = new AbortController();
      running.current = mine;
      if (change !== null) dispatch(change);
      dispatch({ kind: "ask" });
      const [first, second] = asked.slots;
      const question = {
        photos,
        select: asked.select,
        known: [first.known, second.known],
        faces: [first.face, second.face],
      } as const;
      void studio.compare(question, mine.signal).then((outcome) => {
        // A request that was replaced has nothing more to say.
        if (running.current === mine) dispatch({ kind: "outcome", outcome, photos });
      });
    },
    [comparison, stop, studio],
  );

  const ready = byItself && startsByItself(comparison);
  useEffect(() => {
    if (ready) ask();
  }, [ready, ask]);

  const cancel = useCallback(() => send({ kind: "cancel" }), [send]);
  return { comparison, send, ask, cancel };
}
