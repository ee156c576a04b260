import { useEffect, useMemo, useState } from "react";
import type { Inclusion, Leaf } from "../frame/answers";
import { useLoaded } from "./asking";
import { useDesk, WhenLoaded } from "./Desk";
import { headIsSigned, leadsToRoot } from "./verify";
import type { Verified } from "./verify";

interface ProofProps {
  leaf: Leaf;
  publicKey: string;
}

/** Fetches the proof of one entry and follows it in this browser. */
export function ProofPanel({ leaf, publicKey }: ProofProps) {
  const { requests } = useDesk();
  const request = useMemo(() => requests.proof(leaf.index), [requests, leaf.index]);
  const { loaded, reload } = useLoaded(request);
  return (
    <div className="proof">
      <WhenLoaded of={loaded} what="the proof" again={reload}>
        {(proof) => <Followed proof={proof} leaf={leaf} publicKey={publicKey} />}
      </WhenLoaded>
    </div>
  );
}

function Followed({ proof, leaf, publicKey }: ProofProps & { proof: Inclusion }) {
  const [found, setFound] = useState<Verified | null>(null);
  useEffect(() => {
    let gone = false;
    void proves(proof, leaf, publicKey).then((each) => {
      if (!gone) setFound(each);
    });
    return () => {
      gone = true;
    };
  }, [proof, leaf, publicKey]);
  return (
    <>
      <p className="verified" data-verified={found ?? "unknown"} role="status">
        {found === null && "Following the proof…"}
        {found === "true" &&
          `Proved by this browser: this entry, letter for letter, is number ${proof.leaf} of the ` +
            `${proof.size} that the signed head stands for.`}
        {found === "false" && "The proof does not hold. Do not trust this log."}
        {found === "unknown" &&
          "This browser cannot compute it. The hashes are below; mien audit prove checks them."}
      </p>
      <details className="raw">
        <summary>The hashes</summary>
        <pre className="wrapped">{proof.content}</pre>
        <pre className="wrapped">
          {[`leaf ${proof.leaf_hash}`, ...proof.path, `root ${proof.head.root}`].join("\n")}
        </pre>
      </details>
    </>
  );
}

/** It must be of the entry that is shown, lead to the head's root, and the head be signed. */
export async function proves(proof: Inclusion, leaf: Leaf, publicKey: string): Promise<Verified> {
  if (proof.leaf !== leaf.index || proof.content !== leaf.content) return "false";
  const steps = [await leadsToRoot(proof), await headIsSigned(proof.head, publicKey)];
  if (steps.includes("false")) return "false";
  return steps.includes("unknown") ? "unknown" : "true";
}
