import { useMemo, useState } from "react";
import type { FormEvent } from "react";
import type { Erasure, Manifest } from "./answers";
import { useAct, useLoaded } from "./asking";
import { Failure, goTo, PLACE, Title, useDesk, WhenLoaded, Why } from "./Desk";
import { mayAct, mayErase } from "./rules";
import { moment } from "./words";

interface EndProps {
  id: string;
  way: "withdraw" | "erase";
}

/** The two ways out: the person withdraws the release, or asks that what is held be destroyed. */
export function EndScreen({ id, way }: EndProps) {
  const { requests } = useDesk();
  const request = useMemo(() => requests.manifest(id), [requests, id]);
  const { loaded } = useLoaded(request);
  const [ended, setEnded] = useState<Ended | null>(null);

  const end = (done: Ended): void => {
    // A receipt has a screen and an address of its own, to be printed and found again.
    if (done.erasure?.receipt) goTo(PLACE.receipt(done.erasure.receipt.id));
    else setEnded(done);
  };
  if (ended !== null) return <Remainder id={id} ended={ended} />;
  return (
    <WhenLoaded of={loaded} what="the person">
      {(manifest) =>
        way === "withdraw" ? (
          <Withdraw manifest={manifest} onEnd={end} />
        ) : (
          <Erase manifest={manifest} onEnd={end} />
        )
      }
    </WhenLoaded>
  );
}

interface Ended {
  withdrawn: boolean;
  erasure: Erasure | null;
}

interface WayProps {
  manifest: Manifest;
  onEnd: (ended: Ended) => void;
}

function Withdraw({ manifest, onEnd }: WayProps) {
  const { requests, facts } = useDesk();
  const { busy, fault, act } = useAct();
  const may = mayAct(facts.actor.role, "officer");
  const id = manifest.subject_id;
  return (
    <>
      <Title above={<a href={PLACE.person(id)}>Back to {manifest.safe_id}</a>}>
        Withdraw the release of {manifest.safe_id}
      </Title>
      <div className="card desk-form">
        <p>
          The person needs no reason. From this moment nothing new is kept. The photo and its key
          are destroyed at once where the policy says so, and there is a signed receipt. This cannot
          be undone; a new release can be signed at any time.
        </p>
        {manifest.legal_hold !== null && (
          <p className="notice" role="note">
            A legal hold stands since {moment(manifest.legal_hold.placed_at)}: the release can be
            withdrawn, but the photo stays until the hold is lifted.
          </p>
        )}
        <div className="actions">
          <button
            type="button"
            className="button danger"
            disabled={busy || !may.ok}
            aria-describedby="withdraw-why"
            onClick={() =>
              void act(requests.withdraw(id), ({ erasure }) => onEnd({ withdrawn: true, erasure }))
            }
          >
            {busy ? "Withdrawing…" : "Withdraw the release"}
          </button>
          <a className="button quiet" href={PLACE.person(id)}>
            Leave it
          </a>
        </div>
        <Why id="withdraw-why" may={may} />
        <Failure fault={fault} />
      </div>
    </>
  );
}

function Erase({ manifest, onEnd }: WayProps) {
  const { requests, facts } = useDesk();
  const held = manifest.biometric_collection !== null;
  const [all, setAll] = useState(!held);
  const [typed, setTyped] = useState("");
  const { busy, fault, act } = useAct();
  const may = mayErase(facts.actor.role, manifest, typed);
  const id = manifest.subject_id;
  const erase = (event: FormEvent): void => {
    event.preventDefault();
    if (!may.ok) return;
    const request = all ? requests.eraseAll(id) : requests.erasePhoto(id);
    void act(request, (erasure) => onEnd({ withdrawn: false, erasure }));
  };
  return (
    <>
      <Title above={<a href={PLACE.person(id)}>Back to {manifest.safe_id}</a>}>
        Erase {manifest.safe_id}
      </Title>
      <form className="card desk-form" onSubmit={erase}>
        <fieldset className="scopes">
          <legend>What is destroyed</legend>
          <label>
            <input
              type="radio"
              name="scope"
              checked={!all}
              disabled={!held}
              onChange={() => setAll(false)}
            />
            <span>
              <strong>The photo</strong> and everything made from it, and their key. The record that
              there was a release stays, as the published schedule says.
            </span>
          </label>
          <label>
            <input type="radio" name="scope" checked={all} onChange={() => setAll(true)} />
            <span>
              <strong>Everything</strong> of this person, the release and its signature too. Only
              pseudonyms remain in the log, and nobody can tell any more whose they were.
            </span>
          </label>
        </fieldset>
        <p>
          What is destroyed cannot be brought back. The program then searches its files for it, and
          signs a receipt only if nothing is found.
        </p>
        <label htmlFor="confirm">
          To confirm, type the number <span className="mono">{manifest.safe_id}</span>
        </label>
        <input
          id="confirm"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="actions">
          <button
            type="submit"
            className="button danger"
            disabled={busy || !may.ok}
            aria-describedby="erase-why"
          >
            {busy ? "Erasing, and looking…" : "Erase for good"}
          </button>
          <a className="button quiet" href={PLACE.person(id)}>
            Leave it
          </a>
        </div>
        <Why id="erase-why" may={may} />
        <Failure fault={fault} />
      </form>
    </>
  );
}

/** What an ending without a receipt means. */
function Remainder({ id, ended }: { id: string; ended: Ended }) {
  const { erasure, withdrawn } = ended;
  return (
    <>
      <Title>{withdrawn ? "The release is withdrawn" : "The erasure is not finished"}</Title>
      <div className="card desk-form">
        <p>{remainder(erasure)}</p>
        {erasure !== null && erasure.places.length > 0 && (
          <>
            <p>Something was still found in:</p>
            <ul>
              {erasure.places.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </>
        )}
        <p>
          <a href={PLACE.person(id)}>Back to the person</a>
        </p>
      </div>
    </>
  );
}

function remainder(erasure: Erasure | null): string {
  switch (erasure?.outcome) {
    case undefined:
      return "The photo is destroyed later, as the published schedule says.";
    case "on_hold":
      return "The photo stays while the legal hold stands, and is destroyed when it is lifted.";
    case "nothing_held":
      return "Nothing biometric was held, so nothing had to be destroyed.";
    case "unfinished":
      return (
        "The bytes are gone from their places, but the look afterwards was not clean, so no receipt " +
        "was signed. It is tried again with the daily round; the receipt comes then."
      );
    case "erased":
      return "It was destroyed.";
  }
}
