import { scoreAndThreshold } from "./words";

/** The drawn part of the cosine's range [−1, 1]: different people lie around 0. */
const LEAST = -0.25;
const MOST = 1;

/** Where a score stands on the scale, in percent from the left; beyond it, at its end. */
export function placeOnScale(score: number): number {
  const share = (score - LEAST) / (MOST - LEAST);
  return Math.min(1, Math.max(0, share)) * 100;
}

/** The score against the threshold: the side of the line is the side of the decision. */
export function ScoreScale({ similarity, threshold }: { similarity: number; threshold: number }) {
  const [score, edge] = scoreAndThreshold(similarity, threshold);
  const at = placeOnScale(similarity);
  const line = placeOnScale(threshold);
  return (
    <div
      className="scale"
      role="img"
      aria-label={`Score ${score} on a scale to 1; the threshold is ${edge}`}
    >
      <span className={`scale-score ${leaning(at)}`} style={{ left: `${at}%` }}>
        {score}
      </span>
      <div className="scale-bar">
        <span className="scale-below" style={{ width: `${line}%` }} />
        <span className="scale-above" style={{ left: `${line}%` }} />
        <span className="scale-line" style={{ left: `${line}%` }} />
        <span className="scale-dot" style={{ left: `${at}%` }} />
      </div>
      <div className="scale-feet">
        <span className="scale-side">different people</span>
        <span className="scale-edge" style={{ left: `${line}%` }}>
          threshold {edge}
        </span>
        <span className="scale-side">same person</span>
      </div>
    </div>
  );
}

/** A label near an end leans inwards, so that it is never cut off. */
function leaning(at: number): string {
  if (at < 6) return "at-start";
  return at > 94 ? "at-end" : "";
}
