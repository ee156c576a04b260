import type { CompareAnswer, Decision } from "../frame/api";
import { Models } from "../frame/Footer";
import { FaceCloseUp } from "./FaceCloseUp";
import { PhotoWithFaces } from "./PhotoWithFaces";
import { ScoreScale } from "./ScoreScale";
import {
  calibrationInWords,
  confidenceInWords,
  headline,
  leftInWords,
  rateInWords,
  reasonInWords,
} from "./words";

interface ResultProps {
  answer: CompareAnswer;
  photos: readonly [File, File];
}

export function ResultPanel({ answer, photos }: ResultProps) {
  const [first, second] = answer.photos;
  return (
    <section className="card result" data-decision={answer.decision} aria-labelledby="verdict">
      <div className="verdict">
        {first && second && (
          <div className="pair" aria-hidden="true">
            <FaceCloseUp file={photos[0]} photo={first} />
            <FaceCloseUp file={photos[1]} photo={second} />
            <Sign decision={answer.decision} />
          </div>
        )}
        <div>
          <h2 id="verdict">{headline(answer.decision, answer.synthetic)}</h2>
          <p>{answer.message}</p>
        </div>
      </div>
      <Notices answer={answer} />
      {answer.reasons.length > 0 && (
        <div className="reasons">
          <h3>Why</h3>
          <ul>
            {answer.reasons.map((reason, index) => (
              <li key={index}>{reasonInWords(reason)}</li>
            ))}
          </ul>
        </div>
      )}
      <Score answer={answer} />
      <div className="seen-pair">
        {first && <PhotoWithFaces title="First photo" file={photos[0]} photo={first} />}
        {second && <PhotoWithFaces title="Second photo" file={photos[1]} photo={second} />}
      </div>
      {answer.models.length > 0 && (
        <Models title="Models behind this answer" models={answer.models} />
      )}
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

/** A judgement by an outside model is never drawn on the scale of the local score. */
function Score({ answer }: { answer: CompareAnswer }) {
  const { similarity, threshold, confidence, false_match_rate, synthetic } = answer;
  const where = false_match_rate === null ? answer.false_match_rate_unknown : calibrationInWords(false_match_rate);
  if (similarity === null) return null;
  return (
    <div className="score">
      {synthetic ? (
        <p className="judged">
          <span className="figure">{similarity.toFixed(2)}</span> judged likeness. An outside model
          gave this number as an opinion; it is not a measurement, and it is not comparable with the
          scores of this server&rsquo;s own models.
        </p>
      ) : (
        <ScoreScale similarity={similarity} threshold={threshold} />
      )}
      <dl className="measures">
        <div>
          <dt>False match rate at this score</dt>
          <dd>
            <span className={false_match_rate === null ? "" : "rate"}>
              {rateInWords(false_match_rate, synthetic)}
            </span>
            {where !== null && <span className="small">{where}</span>}
          </dd>
        </div>
        {confidence !== null && (
          <div>
            <dt>Confidence</dt>
            <dd>
              <span className="figure">{confidenceInWords(confidence)}</span>
              <span className="small">
                {synthetic
                  ? "derived from the judged likeness, not a probability"
                  : "the score’s distance from the threshold, not a probability"}
              </span>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** The decision as a sign, so that it never rests on colour alone. */
function Sign({ decision }: { decision: Decision }) {
  const path: Record<Decision, string> = {
    same: "M7 12.5l3.5 3.5L17 9",
    different: "M8 10h8M8 14h8M14.5 7l-5 10",
    inconclusive: "M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.1 1-1.1 1.9M12 16.6v.1",
    rejected: "M8 12h8",
  };
  return (
    <svg className="sign" viewBox="0 0 24 24">
      <circle cx="12" cy="12" r="11" />
      <path d={path[decision]} />
    </svg>
  );
}
