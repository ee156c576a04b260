import { useState } from "react";
import type { Manifest } from "../frame/answers";
import { useAct } from "./asking";
import { Failure, useDesk, useMayAct, Why } from "./Desk";
import { CAUSES, day, moment } from "./words";

interface ClocksProps {
  manifest: Manifest;
  onChange: (manifest: Manifest) => void;
  nextSweep: string;
}

/** Until when what is kept, and why then. */
export function Clocks({ manifest, onChange, nextSweep }: ClocksProps) {
  const { clocks, biometric_collection: held, legal_hold: hold } = manifest;
  return (
    <section className="card desk-section" aria-labelledby="clocks">
      <h2 id="clocks">Until when</h2>
      <dl className="facts">
        <dt>Last interaction</dt>
        <dd>{moment(clocks.last_interaction)}</dd>
        <dt>Purpose satisfied</dt>
        <dd>{clocks.purpose_satisfied === null ? "no" : moment(clocks.purpose_satisfied)}</dd>
        <dt>Photo destroyed by</dt>
        <dd>
          {held === null && "nothing is kept"}
          {held !== null && clocks.biometric_due === null && "not fixed"}
          {held !== null && clocks.biometric_due !== null && day(clocks.biometric_due)}
          {held !== null &&
            clocks.biometric_cause !== null &&
            `: ${CAUSES[clocks.biometric_cause]}`}
          {held !== null && hold !== null && ", but not while the legal hold stands"}
        </dd>
        <dt>Record destroyed by</dt>
        <dd>{clocks.general_due === null ? "not fixed" : day(clocks.general_due)}</dd>
        <dt>Next daily round</dt>
        <dd>{moment(nextSweep)}</dd>
      </dl>
      <Steps manifest={manifest} onChange={onChange} />
    </section>
  );
}

function Steps({ manifest, onChange }: Omit<ClocksProps, "nextSweep">) {
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const may = useMayAct("officer");
  const id = manifest.subject_id;
  // It ends in a destruction: one slip of the hand must not be enough.
  const [sure, setSure] = useState(false);
  const held = manifest.biometric_collection !== null;
  const yes = held ? "Yes, let the photo go" : "Yes, nothing more is kept";
  const satisfied = (): void => {
    if (sure) void act(requests.satisfied(id), done("The purpose is satisfied"));
    setSure(!sure);
  };
  const done = (words: string) => (after: Manifest) => {
    say(words);
    onChange(after);
  };
  return (
    <div className="steps no-print">
      <div className="actions">
        <button
          type="button"
          className="button quiet"
          disabled={busy || !may.ok}
          aria-describedby="clocks-note clocks-why"
          onClick={() => void act(requests.interacted(id), done("Today is the last interaction"))}
        >
          They were here today
        </button>
        <button
          type="button"
          className={sure ? "button danger" : "button quiet"}
          disabled={busy || !may.ok || manifest.clocks.purpose_satisfied !== null}
          aria-describedby="clocks-note clocks-why"
          onClick={satisfied}
        >
          {sure ? yes : "The purpose is satisfied"}
        </button>
      </div>
      <p className="small" id="clocks-note">
        The first restarts the clock of the last interaction. After the second the photo goes
        with the next daily round.
      </p>
      <Why id="clocks-why" may={may} />
      <Failure fault={fault} />
    </div>
  );
}
