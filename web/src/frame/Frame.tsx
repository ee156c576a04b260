import { useEffect, useMemo, useState } from "react";
import type { Status } from "./answers";
import { studioAt } from "./api";
import type { Studio } from "./api";
import { ApiKeyForm } from "./ApiKeyForm";
import { Footer } from "./Footer";
import type { Slice } from "./slice";

interface Entrance {
  studio: Studio;
  /** The server asks for a key; `refused` when it was given one and did not take it. */
  locked: boolean;
  refused: boolean;
  unlock: (key: string) => void;
  /** Forgets the key and asks for another: the next person at this desk has one of their own. */
  lock: () => void;
}

/** The key lives in this tab's memory only: a reload asks again. */
function useStudio(base: string): Entrance {
  const [key, setKey] = useState<string | null>(null);
  const [locked, setLocked] = useState(false);
  const studio = useMemo<Studio>(() => {
    const plain = studioAt(base, () => key);
    const watched = <T extends { kind: string; problem?: { status: number } }>(outcome: T): T => {
      if (outcome.problem?.status === 401) setLocked(true);
      return outcome;
    };
    return {
      compare: async (...given) => watched(await plain.compare(...given)),
      status: async (...given) => watched(await plain.status(...given)),
      ask: async (...given) => watched(await plain.ask(...given)),
      file: async (...given) => watched(await plain.file(...given)),
    };
  }, [base, key]);
  return {
    studio,
    locked,
    refused: key !== null,
    unlock: (given) => {
      setKey(given);
      setLocked(false);
    },
    lock: () => {
      setKey(null);
      setLocked(true);
    },
  };
}

/** The slice that the address names and the place in it; the first when it names none of ours. */
function useSlice(slices: readonly Slice[]): [Slice | undefined, string] {
  const [hash, setHash] = useState(window.location.hash);
  useEffect(() => {
    const follow = (): void => setHash(window.location.hash);
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  const [, id, place = ""] = /^#\/([^/]*)\/?(.*)$/.exec(hash) ?? [];
  const named = slices.find((each) => each.id === id);
  return named ? [named, place] : [slices[0], ""];
}

interface FrameProps {
  slices: readonly Slice[];
  /** Where the server is; the page's own origin by default. */
  base?: string;
}

export function Frame({ slices, base = "" }: FrameProps) {
  const { studio, locked, refused, unlock, lock } = useStudio(base);
  const [status, setStatus] = useState<Status | null>(null);
  const [slice, place] = useSlice(slices);

  useEffect(() => {
    const leaving = new AbortController();
    void studio.status(leaving.signal).then((outcome) => {
      if (outcome.kind === "answer") setStatus(outcome.value);
    });
    return () => leaving.abort();
  }, [studio]);

  useEffect(() => {
    if (slice) document.title = `${slice.name} · mien`;
  }, [slice]);

  return (
    <>
      <a className="skip" href="#main" onClick={toMain}>
        Skip to the page
      </a>
      <header className="frame-head">
        <p className="wordmark">
          <Mark />
          mien
        </p>
        <nav aria-label="Studio">
          <ul>
            {slices.map((each) => (
              <li key={each.id}>
                <a href={`#/${each.id}`} aria-current={each === slice ? "page" : undefined}>
                  {each.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {locked && <ApiKeyForm refused={refused} onKey={unlock} />}
        {status !== null && !status.loaded && (
          <p className="notice" role="alert">
            Models are missing. Run: mien models pull
          </p>
        )}
        {slice && (
          <slice.Page studio={studio} provider={asked(status)} place={place} changeKey={lock} />
        )}
      </main>
      <Footer status={status} note={slice?.note} />
    </>
  );
}

/**
 * Who is asked first, while any provider can answer: even a provider that failed last time may be sent
 * the next photo.
 */
function asked(status: Status | null): string | null {
  return status?.loaded ? (status.provider?.asked ?? null) : null;
}

/** The address's `#` part belongs to the slices, so the skip link moves the focus itself. */
function toMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Mark() {
  return (
    <svg className="mark" viewBox="0 0 28 20" aria-hidden="true">
      <ellipse className="mark-one" cx="10.5" cy="10" rx="7" ry="8.8" />
      <ellipse className="mark-two" cx="17.5" cy="10" rx="7" ry="8.8" />
    </svg>
  );
}
