import { useEffect, useId, useState } from "react";
import type { Manifest } from "../frame/answers";
import { checkPhoto, sizeInWords } from "../frame/photo";
import { PhotoZone } from "../frame/PhotoZone";
import { usePastedPhotos } from "../frame/usePastedPhotos";
import { useAct } from "./asking";
import { Failure, PLACE, useDesk, Why } from "./Desk";
import { Hash } from "./Hash";
import { Picture } from "./Picture";
import { mayCollect, mayUpload } from "./rules";
import { Template } from "./Template";
import { moment, newReleaseHelps, plainName } from "./words";

interface PhotoProps {
  manifest: Manifest;
  /** Something is held now that was not: the manifest is out of date. */
  onChange: () => void;
}

/** The photo that is kept, shown on request; and the way to keep one. */
export function PhotoSection({ manifest, onChange }: PhotoProps) {
  const held = manifest.biometric_collection;
  const { facts } = useDesk();
  return (
    <section className="card desk-section" aria-labelledby="photo">
      <h2 id="photo">Photo</h2>
      {held === null ? (
        <p>No photo is kept.</p>
      ) : (
        <>
          <dl className="facts">
            <dt>Kept since</dt>
            <dd>{moment(held.collected_at)}</dd>
            <dt>Size</dt>
            <dd>{sizeInWords(held.photo_bytes)}, encrypted with a key of its own</dd>
            <dt>Its SHA-256</dt>
            <dd>
              <Hash of={held.template_hash} />
            </dd>
            <dt>Derived from it</dt>
            <dd>
              {manifest.embeddings.length === 0
                ? "nothing"
                : manifest.embeddings.map((each) => `face template of ${each.model}`).join(", ")}
            </dd>
            {held.classifications?.values.map((guess) => (
              <Guess key={guess.name} name={guess.name} value={guess.value} />
            ))}
          </dl>
          <View manifest={manifest} />
          {facts.can_compare && <Template manifest={manifest} onChange={onChange} />}
        </>
      )}
      {held === null ? (
        <Upload manifest={manifest} onChange={onChange} />
      ) : (
        <details className="models no-print" key={held.template_hash}>
          <summary>Put another photo in its place</summary>
          <Upload manifest={manifest} onChange={onChange} />
        </details>
      )}
    </section>
  );
}

function Guess({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>Guess: {plainName(name)}</dt>
      <dd>{value} (a model&rsquo;s guess; it may be wrong)</dd>
    </>
  );
}

/** The photo is fetched only on request, because each view is a leaf in the log. */
function View({ manifest }: { manifest: Manifest }) {
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const [seen, setSeen] = useState<Blob | null>(null);
  const view = (): void =>
    void act(requests.photo(manifest.subject_id), (photo) => {
      setSeen(photo);
      say("The photo is shown; this was written into the log");
    });
  return (
    <div className="view no-print">
      {seen === null ? (
        <button
          type="button"
          className="button quiet"
          disabled={busy}
          aria-describedby="view-note"
          onClick={view}
        >
          View the photo
        </button>
      ) : (
        <>
          <Picture
            className="kept-photo"
            file={seen}
            alt={`The photo kept of ${manifest.safe_id}`}
          />
          <button type="button" className="button quiet" onClick={() => setSeen(null)}>
            Hide the photo
          </button>
        </>
      )}
      <p className="small" id="view-note">
        Each view is written into the log, with your key&rsquo;s name.
      </p>
      <Failure fault={fault} />
    </div>
  );
}

/** Choosing is possible only when keeping is, so that no photo is picked that will be refused. */
function Upload({ manifest, onChange }: PhotoProps) {
  const { requests, policy, facts, say } = useDesk();
  const [photo, setPhoto] = useState<File | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [sent, setSent] = useState(0);
  const { busy, fault, act, forget } = useAct();
  const why = useId();
  const role = facts.actor.role;
  const may = mayUpload(role, manifest, policy, photo);
  const open = mayUpload(role, manifest, policy, new File([], "any.jpg")).ok;

  // Refused for want of a release: what this screen knew of it is out of date.
  const outdated = newReleaseHelps(fault?.code ?? null);
  useEffect(() => {
    if (outdated) onChange();
  }, [outdated, onChange]);

  const offer = (files: readonly File[]): void => {
    const [file] = files;
    if (file === undefined || busy || !open) return;
    const check = checkPhoto(file);
    forget();
    setPhoto(check.ok ? file : null);
    setError(check.ok ? null : check.message);
  };
  usePastedPhotos(0, offer);
  const refuse = (message: string | null): void => {
    setPhoto(null);
    setError(message);
  };
  const upload = (): void => {
    if (photo === null || !may.ok) return;
    setSent(0);
    void act(requests.keep(manifest.subject_id, photo, setSent), () => {
      say("The photo was stored");
      onChange();
    });
  };
  return (
    <div className="upload no-print">
      {open && (
        <PhotoZone
          place={0}
          title={manifest.biometric_collection ? "Other photo" : "Photo to keep"}
          photo={photo}
          error={error}
          onFiles={offer}
          onClear={() => refuse(null)}
          onRefuse={refuse}
        />
      )}
      <button
        type="button"
        className="button"
        disabled={!may.ok || busy}
        aria-describedby={why}
        onClick={upload}
      >
        {busy ? "Storing…" : "Store the photo"}
      </button>
      <Why id={why} may={busy ? { ok: true } : may} />
      {busy && <Sending sent={sent} />}
      <Failure fault={fault}>
        {(outdated || !mayCollect(manifest, policy).ok) && (
          <a href={PLACE.sign(manifest.subject_id)}>Show the text and sign</a>
        )}
      </Failure>
    </div>
  );
}

function Sending({ sent }: { sent: number }) {
  const percent = Math.round(sent * 100);
  return (
    <p className="sending">
      <progress max={100} value={percent} aria-label="Upload" />
      <span className="small">{percent < 100 ? `${percent} % sent` : "Sealing and writing…"}</span>
    </p>
  );
}
