import { useState } from "react";
import type { FormEvent } from "react";
import type { Consistency } from "../frame/answers";
import { useAct } from "./asking";
import { Failure, useDesk } from "./Desk";
import { headIsSigned, onlyGrew } from "./verify";
import type { Verified } from "./verify";
import { moment } from "./words";

interface Shown {
  growth: Consistency;
  found: Verified | "other root";
  /** A root was given, and compared. */
  compared: boolean;
}

/** Whether today's log continues an older one whose size and root were written down, as on a printout. */
export function GrowthPanel({ size, publicKey }: { size: number; publicKey: string }) {
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const [entries, setEntries] = useState("");
  const [root, setRoot] = useState("");
  const [shown, setShown] = useState<Shown | null>(null);
  const wrong = whyNot(entries.trim(), root.trim(), size);

  const prove = (event: FormEvent): void => {
    event.preventDefault();
    if (wrong !== "") return;
    const kept = root.trim().toLowerCase();
    setShown(null);
    void act(requests.growth(Number(entries.trim())), (growth) => {
      void grewFrom(growth, kept, publicKey).then((found) => {
        setShown({ growth, found, compared: kept !== "" });
        say("The proof was followed");
      });
    });
  };
  return (
    <section className="card desk-section no-print" aria-labelledby="growth">
      <h2 id="growth">Has the log only grown?</h2>
      <p className="small">
        Print this page, or copy the number of entries and the root above, and keep that away from
        this server. Later you can show here that nothing from before was altered or cut off.
      </p>
      <form className="desk-form growth" onSubmit={prove}>
        <label>
          Entries then
          <input
            inputMode="numeric"
            autoComplete="off"
            value={entries}
            onChange={(event) => setEntries(event.target.value)}
          />
        </label>
        <label>
          Root then, if you have it
          <input
            className="mono"
            autoComplete="off"
            spellCheck={false}
            value={root}
            onChange={(event) => setRoot(event.target.value)}
          />
        </label>
        <div className="actions">
          <button
            type="submit"
            className="button quiet"
            disabled={busy || wrong !== ""}
            aria-describedby="growth-why"
          >
            Prove it
          </button>
        </div>
        <p className="small why" id="growth-why">
          {wrong}
        </p>
      </form>
      <Failure fault={fault} />
      {shown !== null && <Result {...shown} />}
    </section>
  );
}

function whyNot(entries: string, root: string, size: number): string {
  if (entries === "") return "Write how many entries the log had then.";
  if (!/^\d{1,15}$/.test(entries) || Number(entries) < 1 || Number(entries) > size) {
    return `The log has ${size} entries now: then it had 1 to ${size}.`;
  }
  if (root !== "" && !/^[0-9a-f]{64}$/i.test(root)) return "A root has 64 digits of 0-9 a-f.";
  return "";
}

function Result({ growth, found, compared }: Shown) {
  const { first, second, first_head: older, second_head: newer, path } = growth;
  return (
    <div>
      <p
        className="verified"
        data-verified={found === "other root" ? "false" : found}
        role="status"
      >
        {found === "true" &&
          `Proved by this browser: the ${second} entries of today begin with the very ${first} of ` +
            `${moment(older.time)}.`}
        {found === "false" && "The proof does not hold. Do not trust this log."}
        {found === "other root" &&
          "The root that you have from then is another than this log shows for that many " +
            "entries. Do not trust this log."}
        {found === "unknown" &&
          "This browser cannot compute it; mien audit verify with an anchor checks it."}
      </p>
      {found === "true" && !compared && (
        <p className="small">
          The state of then is as this server shows it. Only a root that you kept yourself shows
          that it is the one of then.
        </p>
      )}
      <details className="raw">
        <summary>The hashes</summary>
        <pre className="wrapped">
          {[`root of ${first}: ${older.root}`, ...path, `root of ${second}: ${newer.root}`].join("\n")}
        </pre>
      </details>
    </div>
  );
}

/** Both heads must be signed, the proof lead to both, and the older be the one that was kept. */
export async function grewFrom(
  growth: Consistency,
  kept: string,
  publicKey: string,
): Promise<Verified | "other root"> {
  const steps = [
    await onlyGrew(growth),
    await headIsSigned(growth.first_head, publicKey),
    await headIsSigned(growth.second_head, publicKey),
  ];
  if (steps.includes("false")) return "false";
  if (kept !== "" && kept !== growth.first_head.root) return "other root";
  return steps.includes("unknown") ? "unknown" : "true";
}
