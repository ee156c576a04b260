import { useState } from "react";
import type { Given, Manifest } from "../frame/answers";
import { useAct } from "./asking";
import { Failure, PLACE, useDesk, useMayAct, Why } from "./Desk";
import { Hash } from "./Hash";
import { Picture } from "./Picture";
import { mayCollect } from "./rules";
import { SignedText } from "./SignedText";
import { CAPACITIES, day, METHODS, moment, plainName, STATES } from "./words";

/** The release: whether one holds, who signed it, and the way to a new one or out of it. */
export function ReleaseSection({ manifest }: { manifest: Manifest }) {
  const { policy } = useDesk();
  const may = useMayAct("officer");
  const [latest, ...earlier] = manifest.consents;
  const id = manifest.subject_id;
  return (
    <section className="card desk-section" aria-labelledby="release">
      <h2 id="release">Release</h2>
      {policy.release === null ? (
        <p>This policy is for household use: no release is needed.</p>
      ) : (
        <p>{latest === undefined ? "No release has been signed yet." : STATES[latest.state]}</p>
      )}
      {latest && <Facts consent={latest} />}
      {policy.release !== null && (
        <div className="actions no-print">
          {may.ok && (
            <a
              className={mayCollect(manifest, policy).ok ? "button quiet" : "button"}
              href={PLACE.sign(id)}
            >
              {latest === undefined ? "Show the text and sign" : "Sign a new release"}
            </a>
          )}
          {manifest.consent_state === "given" && (
            <a className="button quiet" href="./policy/handout" target="_blank" rel="noreferrer">
              Page to take along
            </a>
          )}
          {may.ok && manifest.consent_state === "given" && (
            <a className="button quiet danger" href={PLACE.withdraw(id)}>
              Withdraw…
            </a>
          )}
        </div>
      )}
      <Why id="release-why" may={may} />
      {latest && may.ok && <Evidence manifest={manifest} />}
      {earlier.length > 0 && (
        <details className="models">
          <summary>Earlier releases ({earlier.length})</summary>
          {earlier.map((each) => (
            <Facts key={each.id} consent={each} />
          ))}
        </details>
      )}
    </section>
  );
}

function Facts({ consent }: { consent: Given }) {
  return (
    <>
      <FactList consent={consent} />
      <SignedText hash={consent.text_hash} />
    </>
  );
}

function FactList({ consent }: { consent: Given }) {
  return (
    <dl className="facts">
      <dt>Signed by</dt>
      <dd>
        {consent.signer}, {CAPACITIES[consent.capacity]}, {METHODS[consent.method]}
      </dd>
      <dt>For</dt>
      <dd>{plainName(consent.purpose)}</dd>
      <dt>Given</dt>
      <dd>{moment(consent.given_at)}</dd>
      <dt>{consent.withdrawn_at === null ? "Holds until" : "Withdrawn"}</dt>
      <dd>
        {consent.withdrawn_at === null ? day(consent.expires_at) : moment(consent.withdrawn_at)}
      </dd>
      <dt>Text</dt>
      <dd>
        {plainName(consent.template)}, <Hash of={consent.text_hash} />
      </dd>
    </dl>
  );
}

/** The signature itself, on request only. */
function Evidence({ manifest }: { manifest: Manifest }) {
  const { requests } = useDesk();
  const { busy, fault, act } = useAct();
  const [seen, setSeen] = useState<Blob | string | null>(null);
  const show = (): void =>
    void act(requests.evidence(manifest.subject_id), (file) => {
      if (file.type.startsWith("image/")) setSeen(file);
      else void file.text().then(setSeen);
    });
  return (
    <div className="no-print">
      {seen === null ? (
        <button type="button" className="link" disabled={busy} onClick={show}>
          Show the signature
        </button>
      ) : (
        <button type="button" className="link" onClick={() => setSeen(null)}>
          Hide the signature
        </button>
      )}
      {typeof seen === "string" && <p className="typed-signature">{seen}</p>}
      {seen instanceof Blob && (
        <Picture className="signature-picture" file={seen} alt="The signature as it was drawn" />
      )}
      <Failure fault={fault} />
    </div>
  );
}
