import { useEffect, useMemo, useState } from "react";
import type { Check, Log } from "../frame/answers";
import { useAct, useLoaded } from "./asking";
import { Failure, PrintButton, Title, useDesk, useMayAct, WhenLoaded, Why } from "./Desk";
import { GrowthPanel } from "./GrowthPanel";
import { LogEntry } from "./LogEntry";
import { PAGE } from "./requests";
import { headIsSigned } from "./verify";
import type { Verified } from "./verify";
import { checkInWords, moment, uncheckedSince } from "./words";

/** Everything that was done, newest first, and whether the log is as it was written. */
export function LogScreen() {
  const { requests } = useDesk();
  const [from, setFrom] = useState<number | null>(null);
  const request = useMemo(() => requests.log(from), [requests, from]);
  const { loaded, reload } = useLoaded(request);
  return (
    <>
      <Title>The log</Title>
      <WhenLoaded of={loaded} what="the log" again={reload}>
        {(page) => (
          <>
            <State page={page} onChecked={reload} />
            <section className="card" aria-labelledby="leaves">
              <h2 id="leaves">
                {page.leaves.length === 0
                  ? "Nothing has been done yet"
                  : `Entries ${page.leaves[0]?.index} to ${page.leaves.at(-1)?.index} of ${page.size}`}
              </h2>
              <p className="small">
                People appear under a pseudonym only. An entry cannot be altered or taken out
                without the check above failing.
              </p>
              <ol className="leaves">
                {[...page.leaves].reverse().map((leaf) => (
                  <LogEntry key={leaf.index} leaf={leaf} publicKey={page.public_key} />
                ))}
              </ol>
              <Pager page={page} onFrom={setFrom} />
            </section>
            {page.head !== null && (
              <GrowthPanel size={page.head.size} publicKey={page.public_key} />
            )}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

interface StateProps {
  page: Log;
  onChecked: () => void;
}

function State({ page, onChecked }: StateProps) {
  const { requests, say } = useDesk();
  const { busy, fault, act } = useAct();
  const may = useMayAct("officer");
  const { head, check, public_key: key } = page;
  const checkNow = (): void =>
    void act(requests.checkLog, (found) => {
      say(checkInWords(found));
      onChecked();
    });
  return (
    <section className="card desk-section" data-check={check.state} aria-labelledby="state">
      <h2 id="state" className="log-state">
        {checkInWords(check)}
      </h2>
      <Found check={check} size={page.size} />
      {head !== null && (
        <dl className="facts">
          <dt>Entries</dt>
          <dd>{head.size}</dd>
          <dt>Newest signed head</dt>
          <dd>{moment(head.time)}</dd>
          <dt>Its root</dt>
          <dd className="mono" title={head.root}>
            {head.root}
          </dd>
          <dt>Its signature</dt>
          <dd>
            <SignedBy head={head} publicKey={key} />
          </dd>
        </dl>
      )}
      <div className="actions no-print">
        <button
          type="button"
          className="button quiet"
          disabled={busy || !may.ok}
          aria-describedby="check-why"
          onClick={checkNow}
        >
          {busy ? "Checking every entry…" : "Check it all now"}
        </button>
        <PrintButton>Print this page</PrintButton>
      </div>
      <Why id="check-why" may={may} />
      <Failure fault={fault} />
    </section>
  );
}

function Found({ check, size }: { check: Check; size: number }) {
  const since = uncheckedSince(check, size);
  return (
    <>
      {check.meaning !== null && <p>{check.meaning}</p>}
      <p className="small">
        {check.checked_at === null
          ? "It is checked when the server starts, and every day."
          : `Checked on ${moment(check.checked_at)}, ${
              check.signatures === "all" ? "with every signature" : "with the newest signature"
            }, ${check.anchored ? "and against heads kept elsewhere" : "without heads kept elsewhere"}.`}
      </p>
      {since !== null && since > 0 && (
        <p>
          {since} {since === 1 ? "entry was" : "entries were"} written after that check.
        </p>
      )}
      {check.state === "broken" && check.verdict !== null && (
        <p className="mono">{check.verdict}</p>
      )}
    </>
  );
}

function SignedBy({ head, publicKey }: { head: NonNullable<Log["head"]>; publicKey: string }) {
  const [signed, setSigned] = useState<Verified | null>(null);
  useEffect(() => {
    let gone = false;
    void headIsSigned(head, publicKey).then((each) => {
      if (!gone) setSigned(each);
    });
    return () => {
      gone = true;
    };
  }, [head, publicKey]);
  return (
    <span className="verified" data-verified={signed ?? "unknown"}>
      {signed === null && "checking…"}
      {signed === "true" && `checked by this browser, key ${head.key}`}
      {signed === "false" && `does not fit the key ${head.key}`}
      {signed === "unknown" && `this browser cannot check it; key ${head.key}`}
    </span>
  );
}

interface PagerProps {
  page: Log;
  onFrom: (from: number | null) => void;
}

function Pager({ page, onFrom }: PagerProps) {
  const first = page.leaves[0]?.index ?? 0;
  const newest = page.next === null;
  if (first === 0 && newest) return null;
  return (
    <div className="pager no-print">
      <button
        type="button"
        className="button quiet"
        disabled={newest}
        onClick={() => onFrom(first + PAGE + PAGE >= page.size ? null : first + PAGE)}
      >
        Newer
      </button>
      <button
        type="button"
        className="button quiet"
        disabled={first === 0}
        onClick={() => onFrom(Math.max(0, first - PAGE))}
      >
        Older
      </button>
    </div>
  );
}
