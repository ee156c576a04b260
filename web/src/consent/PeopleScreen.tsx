import { useMemo, useState } from "react";
import type { FormEvent } from "react";
import { useAct, useLoaded } from "./asking";
import { Failure, goTo, PLACE, Title, useDesk, useMayAct, WhenLoaded, Why } from "./Desk";
import { maySafeId, mayLookFor } from "./rules";
import { day } from "./words";

/** Finds a person by the organization's number, or makes one; lists them in its order. */
export function PeopleScreen() {
  const { requests } = useDesk();
  const [prefix, setPrefix] = useState("");
  // The places where the earlier pages began: the server pages forward only.
  const [trail, setTrail] = useState<readonly (string | null)[]>([null]);
  const after = trail.at(-1) ?? null;
  const request = useMemo(() => requests.people(prefix, after), [requests, prefix, after]);
  const { loaded, reload } = useLoaded(request);
  const narrow = (each: string): void => {
    setPrefix(each);
    setTrail([null]);
  };

  return (
    <>
      <Title>People</Title>
      <div className="desk-columns no-print">
        <Finder onPrefix={narrow} />
        <Maker />
      </div>
      <WhenLoaded of={loaded} what="the people" again={reload}>
        {({ subjects, next }) => (
          <section className="card" aria-labelledby="people-list">
            <h2 id="people-list">
              {prefix === "" ? "Everyone" : `Numbers that begin with ${prefix}`}
            </h2>
            {subjects.length === 0 ? (
              <p>{prefix === "" ? "No one has been added yet." : "No number begins like that."}</p>
            ) : (
              <ul className="people">
                {subjects.map((subject) => (
                  <li key={subject.subject_id}>
                    <a href={PLACE.person(subject.subject_id)}>{subject.safe_id}</a>
                    <span className="small">entered on {day(subject.created_at)}</span>
                  </li>
                ))}
              </ul>
            )}
            {prefix !== "" && (
              <button type="button" className="link no-print" onClick={() => narrow("")}>
                Show everyone
              </button>
            )}
            {(trail.length > 1 || next !== null) && (
              <div className="pager no-print">
                <button
                  type="button"
                  className="button quiet"
                  disabled={trail.length === 1}
                  onClick={() => setTrail(trail.slice(0, -1))}
                >
                  Earlier
                </button>
                <button
                  type="button"
                  className="button quiet"
                  disabled={next === null}
                  onClick={() => setTrail([...trail, next])}
                >
                  Later
                </button>
              </div>
            )}
          </section>
        )}
      </WhenLoaded>
    </>
  );
}

function Finder({ onPrefix }: { onPrefix: (prefix: string) => void }) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  const { requests } = useDesk();
  const { busy, fault, act } = useAct();

  /** A person's number opens their page; the beginning of one narrows the list. */
  const find = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = typed.trim();
    const may = mayLookFor(wanted);
    setWrong(may.ok ? "" : may.why);
    if (!may.ok) return;
    if (!maySafeId(wanted).ok) return onPrefix(wanted);
    void act(requests.person(wanted), ({ subjects: [found] }) => {
      if (found) goTo(PLACE.person(found.subject_id));
      else onPrefix(wanted);
    });
  };
  return (
    <form className="card desk-form" onSubmit={find}>
      <label htmlFor="find">Find by the organization&rsquo;s number, or its beginning</label>
      <div className="key-row">
        <input
          id="find"
          type="search"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          aria-describedby="find-wrong"
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button" disabled={busy}>
          Find
        </button>
      </div>
      <p className="error" id="find-wrong" role="alert">
        {wrong}
      </p>
      <Failure fault={fault} />
    </form>
  );
}

function Maker() {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const mayMake = useMayAct("officer");
  const open = (): void =>
    void act(requests.person(typed.trim()), ({ subjects: [found] }) => {
      if (found) goTo(PLACE.person(found.subject_id));
    });

  const make = (event: FormEvent): void => {
    event.preventDefault();
    const safeId = typed.trim();
    const may = maySafeId(safeId);
    setWrong(may.ok ? "" : may.why);
    if (!may.ok) return;
    void act(requests.make(safeId), (made) => {
      say(`${made.safe_id} was entered`);
      goTo(PLACE.person(made.subject_id));
    });
  };
  return (
    <form className="card desk-form" onSubmit={make}>
      <label htmlFor="make">Enter a new person by number, never by name</label>
      <div className="key-row">
        <input
          id="make"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          aria-describedby="make-wrong make-why"
          onChange={(event) => setTyped(event.target.value)}
        />
        <button
          type="submit"
          className="button quiet"
          disabled={busy || !mayMake.ok}
          aria-describedby="make-why"
        >
          Enter
        </button>
      </div>
      <p className="error" id="make-wrong" role="alert">
        {wrong}
      </p>
      <Why id="make-why" may={mayMake} />
      <Failure fault={fault}>
        {fault?.code === "subject.taken" && (
          <button type="button" className="link" disabled={busy} onClick={open}>
            Open their page
          </button>
        )}
      </Failure>
    </form>
  );
}
