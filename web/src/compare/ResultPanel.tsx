import { useState } from "react";
import type { CompareAnswer } from "../frame/answers";
import type { Decision } from "../frame/api";
import { Models } from "../frame/Footer";
import { ScoreScale } from "./ScoreScale";
import {
  calibrationInWords,
  distanceInWords,
  groupInWords,
  headline,
  leftInWords,
  missInWords,
  rateInWords,
  reasonInWords,
  summary,
} from "./words";

interface ResultProps {
  answer: CompareAnswer;
  /** Keeps the first photo and asks for another second one. */
  onAnother: () => void;
}

export function ResultPanel({ answer, onAnother }: ResultProps) {
  return (
    <section className="result" data-decision={answer.decision} aria-labelledby="verdict">
      <div className="verdict">
        <Sign decision={answer.decision} />
        <h2 id="verdict">{headline(answer.decision, answer.synthetic)}</h2>
      </div>
      {answer.decision === "rejected" && <p>{answer.message}</p>}
      {answer.reasons.length > 0 && (
        <ul className="reasons">
          {answer.reasons.map((reason, index) => (
            <li key={index}>{reasonInWords(reason)}</li>
          ))}
        </ul>
      )}
      <Notices answer={answer} />
      {answer.similarity !== null && !answer.synthetic && (
        <ScoreScale similarity={answer.similarity} threshold={answer.threshold} />
      )}
      {answer.similarity !== null && answer.synthetic && (
        <p className="judged">
          <span className="figure">{answer.similarity.toFixed(2)}</span> judged likeness: an opinion
          of an outside AI, not a measurement. It is not comparable with this server’s scores.
        </p>
      )}
      {answer.key_figure !== null && <p className="key-figure">{answer.key_figure}</p>}
      <Details answer={answer} />
      <Actions answer={answer} onAnother={onAnother} />
    </section>
  );
}

/** What left the machine first, and in bold: it is the one thing that cannot be taken back. */
function Notices({ answer }: { answer: CompareAnswer }) {
  const warning = answer.warning ?? "";
  if (!answer.photo_left_machine && warning === "") return null;
  return (
    <div className="notice" role="note">
      {answer.photo_left_machine && (
        <p>
          <strong>{leftInWords(answer.provider)}</strong>
        </p>
      )}
      {warning !== "" && <p>{warning}</p>}
    </div>
  );
}

function Details({ answer }: { answer: CompareAnswer }) {
  const { false_match_rate: match, worst_group: group, false_non_match_rate: miss } = answer;
  return (
    <details className="details">
      <summary>Details</summary>
      <dl className="measures">
        {answer.confidence !== null && (
          <div>
            <dt>Distance from the threshold</dt>
            <dd>{distanceInWords(answer.confidence)}</dd>
          </div>
        )}
        {answer.similarity !== null && (
          <div>
            <dt>Different people who score this high</dt>
            <dd>
              {rateInWords(match, answer.synthetic)}
              <span className="small">
                {match === null ? answer.false_match_rate_unknown : calibrationInWords(match)}
              </span>
              {group !== null && <span className="small">{groupInWords(group)}</span>}
            </dd>
          </div>
        )}
        {miss !== null && (
          <div>
            <dt>Pairs of one person that score lower</dt>
            <dd>
              {missInWords(miss)}
              <span className="small">{calibrationInWords(miss)}</span>
            </dd>
          </div>
        )}
      </dl>
      {answer.models.length > 0 && <Models title="Models" models={answer.models} />}
    </details>
  );
}

function Actions({ answer, onAnother }: ResultProps) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(summary(answer)).then(() => setCopied(true));
  };
  return (
    <div className="actions">
      <button type="button" className="link" onClick={onAnother}>
        Compare another
      </button>
      {/* Browsers give the clipboard to secure origins only. */}
      {navigator.clipboard !== undefined && (
        <button type="button" className="link" onClick={copy}>
          {copied ? "Copied" : "Copy"}
        </button>
      )}
      <button type="button" className="link" onClick={() => window.print()}>
        Print
      </button>
    </div>
  );
}

/** The decision as a sign, so that it never rests on color alone. */
function Sign({ decision }: { decision: Decision }) {
  const path: Record<Decision, string> = {
    same: "M7 12.5l3.5 3.5L17 9",
    different: "M8 10h8M8 14h8M14.5 7l-5 10",
    inconclusive: "M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.1 1-1.1 1.9M12 16.6v.1",
    rejected: "M8 12h8",
  };
  return (
    <svg className="sign" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="11" />
      <path d={path[decision]} />
    </svg>
  );
}
