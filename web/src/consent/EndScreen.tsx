import { useMemo, useState } from "react";
import type { Erasure } from "../frame/answers";
import { useAct, useLoaded } from "./asking";
import { Failure, goTo, PLACE, ScreenOf, Title, useDesk, Why } from "./Desk";
import { Erase } from "./Erase";
import type { Ended, WayProps } from "./Erase";
import { mayAct } from "./rules";
import { moment } from "./words";

interface EndProps {
  id: string;
  way: "withdraw" | "erase";
}

/** The two ways out: the person withdraws the release, or asks that what is held be destroyed. */
export function EndScreen({ id, way }: EndProps) {
  const { requests } = useDesk();
  const request = useMemo(() => requests.manifest(id), [requests, id]);
  const { loaded, reload } = useLoaded(request);
  const [ended, setEnded] = useState<Ended | null>(null);

  const end = (done: Ended): void => {
    // A receipt has a screen and an address of its own, to be printed and found again.
    if (done.erasure?.receipt) goTo(PLACE.receipt(done.erasure.receipt.id));
    else setEnded(done);
  };
  if (ended !== null) return <Remainder id={id} ended={ended} />;
  return (
    <ScreenOf of={loaded} what="the person" again={reload}>
      {(manifest) =>
        way === "withdraw" ? (
          <Withdraw manifest={manifest} onEnd={end} />
        ) : (
          <Erase manifest={manifest} onEnd={end} />
        )
      }
    </ScreenOf>
  );
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
