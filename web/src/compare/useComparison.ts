import { useCallback, useEffect, useReducer, useRef } from "react";
import type { CompareAnswer, Known, Outcome, Selection, Studio } from "../frame/api";
import { checkPhoto } from "../frame/photo";

export type Place = 0 | 1;

export interface Slot {
  photo: File | null;
  /** Beside the zone: why the last file was not taken. */
  error: string | null;
  known: Known;
}

export type Asking =
  | { kind: "idle" }
  | { kind: "busy" }
  | { kind: "answered"; answer: CompareAnswer; photos: readonly [File, File] }
  | { kind: "failed"; message: string; code: string | null };

export interface Comparison {
  slots: readonly [Slot, Slot];
  select: Selection;
  asking: Asking;
}

export type Event =
  | { kind: "offer"; place: Place; file: File }
  | { kind: "refuse"; place: Place; message: string }
  | { kind: "clear"; place: Place }
  | { kind: "know"; place: Place; known: Known }
  | { kind: "select"; select: Selection }
  | { kind: "ask" }
  | { kind: "outcome"; outcome: Outcome<CompareAnswer>; photos: readonly [File, File] };

const UNKNOWN: Known = { age: "", date: "" };
const EMPTY: Slot = { photo: null, error: null, known: UNKNOWN };
export const START: Comparison = {
  slots: [EMPTY, EMPTY],
  select: "only",
  asking: { kind: "idle" },
};

/** Both photos, when there are two: the only state in which Compare may be pressed. */
export function bothPhotos(comparison: Comparison): readonly [File, File] | null {
  const [first, second] = comparison.slots;
  return first.photo !== null && second.photo !== null ? [first.photo, second.photo] : null;
}

/** Every change of an input withdraws the answer: it spoke of other photos. */
export function next(now: Comparison, event: Event): Comparison {
  switch (event.kind) {
    case "offer": {
      const check = checkPhoto(event.file);
      return check.ok
        ? withSlot(now, event.place, { photo: event.file, error: null })
        : withSlot(now, event.place, { photo: null, error: check.message });
    }
    case "refuse":
      return withSlot(now, event.place, { photo: null, error: event.message });
    case "clear":
      return withSlot(now, event.place, EMPTY);
    case "know":
      return withSlot(now, event.place, { known: event.known });
    case "select":
      return { ...now, select: event.select, asking: { kind: "idle" } };
    case "ask":
      return bothPhotos(now) === null ? now : { ...now, asking: { kind: "busy" } };
    case "outcome":
      return { ...now, asking: askingAfter(event.outcome, event.photos) };
  }
}

function withSlot(now: Comparison, place: Place, change: Partial<Slot>): Comparison {
  const slot = { ...now.slots[place], ...change };
  const slots: readonly [Slot, Slot] =
    place === 0 ? [slot, now.slots[1]] : [now.slots[0], slot];
  return { ...now, slots, asking: { kind: "idle" } };
}

function askingAfter(outcome: Outcome<CompareAnswer>, photos: readonly [File, File]): Asking {
  switch (outcome.kind) {
    case "answer":
      return { kind: "answered", answer: outcome.value, photos };
    case "cancelled":
      return { kind: "idle" };
    case "unreachable":
      return { kind: "failed", message: "Connection error. Please try again.", code: null };
    case "problem": {
      const { detail, code, retryAfterSeconds: wait } = outcome.problem;
      const message = wait === null ? detail : `${detail} (Try again in ${wait} s.)`;
      return { kind: "failed", message, code };
    }
  }
}

/** The state and the one request that may run; a change of the photos cancels it. */
export function useComparison(studio: Studio) {
  const [comparison, dispatch] = useReducer(next, START);
  const running = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  const send = useCallback(
    (event: Event) => {
      stop();
      dispatch(event);
    },
    [stop],
  );

  const ask = useCallback(
    (select: Selection) => {
      const photos = bothPhotos(comparison);
      if (photos === null) return;
      stop();
      const mine = new AbortController();
      running.current = mine;
      dispatch({ kind: "select", select });
      dispatch({ kind: "ask" });
      const [first, second] = comparison.slots;
      const question = { photos, select, known: [first.known, second.known] } as const;
      void studio.compare(question, mine.signal).then((outcome) => {
        // A request that was replaced has nothing more to say.
        if (running.current === mine) dispatch({ kind: "outcome", outcome, photos });
      });
    },
    [comparison, stop, studio],
  );

  const cancel = useCallback(() => {
    stop();
    dispatch({ kind: "select", select: comparison.select });
  }, [comparison.select, stop]);

  return { comparison, send, ask, cancel };
}
