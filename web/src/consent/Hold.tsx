import { useState } from "react";
import type { Manifest } from "../frame/answers";
import { useAct } from "./asking";
import { Failure, useDesk, useMayAct, Why } from "./Desk";
import { moment } from "./words";

interface HoldProps {
  manifest: Manifest;
  onChange: (manifest: Manifest) => void;
}

/** As the vault takes it. */
const LONGEST_REASON = 500;

/** A legal hold: while it stands nothing is destroyed, whatever the clocks say. */
export function Hold({ manifest, onChange }: HoldProps) {
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const may = useMayAct("admin");
  const hold = manifest.legal_hold;
  const lift = (): void =>
    void act(requests.liftHold(manifest.subject_id), (after) => {
      say("The legal hold was lifted");
      onChange(after);
    });
  return (
    <section className="card desk-section" aria-labelledby="hold">
      <h2 id="hold">Legal hold</h2>
      {hold === null ? (
        <p>None. The schedule runs.</p>
      ) : (
        <dl className="facts">
          <dt>Since</dt>
          <dd>{moment(hold.placed_at)}</dd>
          <dt>Why</dt>
          <dd>{hold.reason}</dd>
        </dl>
      )}
      {hold !== null && (
        <div className="actions no-print">
          <button
            type="button"
            className="button quiet"
            disabled={busy || !may.ok}
            aria-describedby="hold-why"
            onClick={lift}
          >
            Lift the hold
          </button>
        </div>
      )}
      {hold === null && may.ok && <Place manifest={manifest} onChange={onChange} />}
      <Why id="hold-why" may={may} />
      <Failure fault={fault} />
    </section>
  );
}

function Place({ manifest, onChange }: HoldProps) {
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const [reason, setReason] = useState("");
  return (
    <form
      className="desk-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void act(requests.hold(manifest.subject_id, reason.trim()), (after) => {
          say("A legal hold was placed");
          onChange(after);
        });
      }}
    >
      <label htmlFor="reason">Why nothing may be destroyed: the case, the order</label>
      <input
        id="reason"
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="actions">
        <button type="submit" className="button quiet" disabled={busy || reason.trim() === ""}>
          Place a hold
        </button>
      </div>
      <Failure fault={fault} />
    </form>
  );
}
