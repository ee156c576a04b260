/** Two ways to ask: what a screen shows, and what a button does. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Request } from "./requests";
import { faultOf } from "./words";
import type { Fault } from "./words";

export type Loaded<T> =
  | { kind: "loading" }
  | { kind: "there"; value: T }
  | { kind: "failed"; fault: Fault };

/** Loads when `request` changes identity (memo it) and on `reload`; what went is stopped. */
export function useLoaded<T>(request: Request<T>) {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: "loading" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void request(leaving.signal).then((outcome) => {
      if (leaving.signal.aborted) return;
      const fault = faultOf(outcome);
      if (outcome.kind === "answer") setLoaded({ kind: "there", value: outcome.value });
      else if (fault !== null) setLoaded({ kind: "failed", fault });
    });
    return () => leaving.abort();
  }, [request, turn]);
  const reload = useCallback(() => setTurn((each) => each + 1), []);
  /** Takes an answer of another question that says the same, as the manifest after a change. */
  const replace = useCallback((value: T) => setLoaded({ kind: "there", value }), []);
  return { loaded, reload, replace };
}

/** One request at a time; a second press while it runs does nothing. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const act = useCallback(async <T>(request: Request<T>, then: (value: T) => void) => {
    if (running.current !== null) return;
    const mine = new AbortController();
    running.current = mine;
    setBusy(true);
    setFault(null);
    const outcome = await request(mine.signal);
    running.current = null;
    if (mine.signal.aborted) return;
    setBusy(false);
    setFault(faultOf(outcome));
    if (outcome.kind === "answer") then(outcome.value);
  }, []);
  return { busy, fault, act, forget: useCallback(() => setFault(null), []) };
}
