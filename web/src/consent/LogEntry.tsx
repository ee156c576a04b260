import { useState } from "react";
import type { Leaf } from "../frame/answers";
import { PLACE } from "./Desk";
import { Hash } from "./Hash";
import { ProofPanel } from "./ProofPanel";
import { action, actor, moment, plainName, short } from "./words";

/** One entry of the log in plain words, with its proof on request. */
export function LogEntry({ leaf, publicKey }: { leaf: Leaf; publicKey: string }) {
  const [proving, setProving] = useState(false);
  // The daily round erases without a user: its receipts are found again by the log alone.
  const receipt = leaf.facts.find(({ name }) => name === "erasure")?.value;
  return (
    <li>
      <div className="leaf">
        <span className="small mono">{leaf.index}</span>
        <div>
          <strong>{action(leaf.action)}</strong>
          <p className="small">
            {moment(leaf.at)}, by {actor(leaf.actor)}
            {leaf.pseudonym !== null && (
              <>
                , about <Hash of={leaf.pseudonym} />
              </>
            )}
          </p>
          {receipt !== undefined && (
            <p className="small no-print">
              <a href={PLACE.receipt(receipt)}>Show the receipt</a>
            </p>
          )}
          {leaf.facts.length > 0 && (
            <p className="small">
              {leaf.facts
                .map(({ name, value }) => `${plainName(name)}: ${short(value)}`)
                .join(" · ")}
            </p>
          )}
        </div>
        <button
          type="button"
          className="link no-print"
          aria-expanded={proving}
          aria-label={
            proving ? `Hide the proof of entry ${leaf.index}` : `Prove entry ${leaf.index}`
          }
          onClick={() => setProving(!proving)}
        >
          {proving ? "Hide the proof" : "Prove it"}
        </button>
      </div>
      {proving && <ProofPanel leaf={leaf} publicKey={publicKey} />}
    </li>
  );
}
