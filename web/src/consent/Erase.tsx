import { useState } from "react";
import type { FormEvent } from "react";
import type { Erasure, Manifest } from "../frame/answers";
import { useAct } from "./asking";
import { Failure, PLACE, Title, useDesk, Why } from "./Desk";
import { mayErase } from "./rules";
import { moment } from "./words";

/** What came of a withdrawal or an erasure. */
export interface Ended {
  withdrawn: boolean;
  erasure: Erasure | null;
}

export interface WayProps {
  manifest: Manifest;
  onEnd: (ended: Ended) => void;
}

/** Erasing the photo or everything, confirmed by typing the person's number. */
export function Erase({ manifest, onEnd }: WayProps) {
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
        {manifest.legal_hold !== null && (
          <p className="notice" role="note">
            A legal hold stands since {moment(manifest.legal_hold.placed_at)}: nothing can be erased
            until an admin lifts it.
          </p>
        )}
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
              pseudonyms remain in the log, and no one can tell whose they were.
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
