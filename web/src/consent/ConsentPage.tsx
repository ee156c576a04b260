import { useEffect, useMemo, useRef, useState } from "react";
import type { Desk as DeskFacts, Policy } from "../frame/answers";
import type { SliceProps } from "../frame/slice";
import { useLoaded } from "./asking";
import { DeskContext, PLACE } from "./Desk";
import { EndScreen } from "./EndScreen";
import { LogScreen } from "./LogScreen";
import { PeopleScreen } from "./PeopleScreen";
import { PersonScreen } from "./PersonScreen";
import { ReceiptScreen } from "./ReceiptScreen";
import { requestsTo } from "./requests";
import { RoundNotice } from "./RoundNotice";
import { SignScreen } from "./SignScreen";
import { checkInWords } from "./words";
import type { Fault } from "./words";

type Props = Pick<SliceProps, "studio" | "place" | "changeKey">;

/** The consent desk: one screen at a time, named by the address. */
export function ConsentPage({ studio, place, changeKey }: Props) {
  const requests = useMemo(() => requestsTo(studio), [studio]);
  const { loaded: facts } = useLoaded(requests.desk);
  const { loaded: policy } = useLoaded(requests.policy);
  const [spoken, say] = useState("");
  const first = useRef(place);
  const [moved, setMoved] = useState(false);
  useEffect(() => {
    say("");
    if (place !== first.current) setMoved(true);
  }, [place]);

  const failed = [facts, policy].find((each) => each.kind === "failed");
  return (
    <div className="desk">
      {failed?.kind === "failed" && <Closed fault={failed.fault} />}
      {facts.kind === "there" && policy.kind === "there" && (
        <DeskContext
          value={{
            requests,
            facts: facts.value,
            policy: policy.value,
            say,
            moved: moved || place !== first.current,
            changeKey,
          }}
        >
          <DeskHead facts={facts.value} policy={policy.value} place={place} changeKey={changeKey} />
          <RoundNotice round={facts.value.last_sweep} />
          <Screen key={place} place={place} />
        </DeskContext>
      )}
      <p className="unseen" role="status">
        {spoken}
      </p>
    </div>
  );
}

/** There is no vault, or no one has access: in the server's words, which name the remedy. */
function Closed({ fault }: { fault: Fault }) {
  return (
    <>
      <div className="desk-title">
        <h1>The consent desk</h1>
      </div>
      <p className="notice" role="alert">
        {fault.message}
      </p>
    </>
  );
}

interface HeadProps {
  facts: DeskFacts;
  policy: Policy;
  place: string;
  changeKey: () => void;
}

function DeskHead({ facts, policy, place, changeKey }: HeadProps) {
  const inLog = place.startsWith("log");
  const { role, id } = facts.actor;
  return (
    <div className="desk-head">
      <p className="desk-name">
        <strong>{policy.organisation.name}</strong>
        <span className="small"> · consent desk</span>
      </p>
      <nav aria-label="Consent desk" className="no-print">
        <ul>
          <li>
            <a href={PLACE.people} aria-current={inLog ? undefined : "page"}>
              People
            </a>
          </li>
          <li>
            <a href={PLACE.log} aria-current={inLog ? "page" : undefined}>
              Log
              {facts.check.state === "broken" && (
                <span className="badge">{checkInWords(facts.check)}</span>
              )}
            </a>
          </li>
          <li>
            <a href="./policy" target="_blank" rel="noreferrer">
              Published policy
            </a>
          </li>
        </ul>
      </nav>
      <p className="small desk-actor no-print">
        You act as {role} <span className="mono">{id}</span>
        {id !== "local" && (
          <>
            {" · "}
            <button type="button" className="link" onClick={changeKey}>
              Use another key
            </button>
          </>
        )}
      </p>
    </div>
  );
}

/** The address within the slice: `people/ID`, `people/ID/sign`, `receipts/ID`, `log`, or nothing. */
function Screen({ place }: { place: string }) {
  const [what = "", id = "", step = ""] = place.split("/");
  if (what === "log") return <LogScreen />;
  if (what === "receipts" && id !== "") return <ReceiptScreen id={id} />;
  if (what === "people" && id !== "") {
    if (step === "sign") return <SignScreen id={id} />;
    if (step === "withdraw" || step === "erase") return <EndScreen id={id} way={step} />;
    return <PersonScreen id={id} />;
  }
  return <PeopleScreen />;
}
