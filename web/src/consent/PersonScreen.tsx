import { useMemo } from "react";
import type { Manifest } from "../frame/answers";
import { useAct, useLoaded } from "./asking";
import { Clocks } from "./Clocks";
import { Failure, PLACE, PrintButton, ScreenOf, Title, useDesk, useMayAct, Why } from "./Desk";
import { Hold } from "./Hold";
import { PhotoSection } from "./PhotoSection";
import { ReleaseSection } from "./ReleaseSection";
import { saveAs } from "./saveAs";
import { day, moment, STATES } from "./words";

/** What is held of one person and until when, and everything that can be done about it. */
export function PersonScreen({ id }: { id: string }) {
  const { requests, facts } = useDesk();
  const request = useMemo(() => requests.manifest(id), [requests, id]);
  const { loaded, reload, replace } = useLoaded(request);
  return (
    <ScreenOf of={loaded} what="the person" again={reload}>
      {(manifest) => (
        <>
          <Title above={<a href={PLACE.people}>All people</a>}>{manifest.safe_id}</Title>
          <Summary manifest={manifest} />
          <div className="desk-grid">
            <div className="desk-column">
              <ReleaseSection manifest={manifest} />
              <Clocks manifest={manifest} onChange={replace} nextSweep={facts.next_sweep_at} />
            </div>
            <div className="desk-column">
              <PhotoSection manifest={manifest} onChange={reload} />
              <Hold manifest={manifest} onChange={replace} />
            </div>
          </div>
          <Rights manifest={manifest} />
          <p className="small print-only">
            Printed on {moment(new Date().toISOString())}. This is everything that is held under the
            number {manifest.safe_id}, but the bytes of the photo and of the signature themselves.
          </p>
        </>
      )}
    </ScreenOf>
  );
}

/** The one sentence that a person at the desk asks for. */
function Summary({ manifest }: { manifest: Manifest }) {
  const { biometric_collection: held, clocks, legal_hold: hold } = manifest;
  return (
    <div className="summary">
      <ul className="states">
        <li data-state={manifest.consent_state ?? "none"}>
          {STATES[manifest.consent_state ?? "none"]}
        </li>
        <li data-state={held ? "held" : "none"}>{held ? "A photo is kept" : "No photo is kept"}</li>
        {hold && <li data-state="hold">Legal hold</li>}
      </ul>
      <p>
        {held === null && "Nothing biometric is held of this person. "}
        {held !== null && `A photo of this person is kept since ${day(held.collected_at)}. `}
        {held !== null &&
          hold === null &&
          clocks.biometric_due !== null &&
          `It is destroyed by ${day(clocks.biometric_due)} at the latest. `}
        {held !== null && hold !== null && "It is not destroyed until the legal hold is lifted. "}
        {manifest.consents.length === 0 ? "This record " : "The record that there was a release "}
        {clocks.general_due === null ? "is kept." : `is kept until ${day(clocks.general_due)}.`}
      </p>
    </div>
  );
}

function Rights({ manifest }: { manifest: Manifest }) {
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const may = useMayAct("officer");
  const id = manifest.subject_id;
  // Everything that is held as one file: GDPR Art. 20.
  const save = (): void =>
    void act(requests.copy(id), (file) => {
      saveAs(file, `${manifest.safe_id}.zip`);
      say("The copy was saved");
    });
  return (
    <section className="card desk-section no-print" aria-labelledby="rights">
      <h2 id="rights">What this person can ask for</h2>
      <div className="actions">
        <PrintButton>Print what is held</PrintButton>
        <button type="button" className="button quiet" disabled={busy || !may.ok} onClick={save}>
          {busy ? "Making the copy…" : "Save a copy"}
        </button>
        {may.ok ? (
          <a className="button quiet danger" href={PLACE.erase(id)}>
            Erase…
          </a>
        ) : (
          <button type="button" className="button quiet" disabled aria-describedby="rights-why">
            Erase…
          </button>
        )}
      </div>
      <p className="small">
        The copy holds the photo, the release and this page&rsquo;s facts, to be taken elsewhere
        (GDPR Art. 20). That it was handed out is written into the log.
      </p>
      <Why id="rights-why" may={may} />
      <Failure fault={fault} />
    </section>
  );
}
