/** Every number of an answer in the words that people read. Pure, and tested by properties. */
import type { CompareAnswer, Face, GroupRate, Rate, Reason } from "../frame/answers";
import type { Decision } from "../frame/api";

const MEASURED: Record<Decision, string> = {
  same: "Likely the same person",
  different: "Likely different people",
  inconclusive: "Can’t tell from these photos",
  rejected: "Not compared",
};

/** A judgment by an outside model is named one, before anything else. */
export function headline(decision: Decision, synthetic: boolean): string {
  const judged = synthetic && (decision === "same" || decision === "different");
  const words = MEASURED[decision];
  return judged ? `An outside AI thinks: ${words.charAt(0).toLowerCase()}${words.slice(1)}` : words;
}

/**
 * Score and threshold with as many decimals as it takes that the reader sees the same order as the
 * server: 0.3496 under 0.35 must not read "0.35 of 0.35, different people".
 */
export function scoreAndThreshold(similarity: number, threshold: number): [string, string] {
  for (let decimals = 2; decimals <= 7; decimals++) {
    const score = similarity.toFixed(decimals);
    const edge = threshold.toFixed(decimals);
    // Rounding keeps ≥; only a score just under the threshold can be rounded onto it.
    if (similarity >= threshold || Number(score) < Number(edge)) return [minus(score), minus(edge)];
  }
  return [`just under ${minus(threshold.toFixed(2))}`, minus(threshold.toFixed(2))];
}

/** A true minus sign, and no "-0.00". */
function minus(digits: string): string {
  return Number(digits) === 0 ? digits.replace("-", "") : digits.replace("-", "−");
}

/** How far a score is from the threshold, on the scale from the threshold to 1. */
export function distanceInWords(distance: number): string {
  return Math.min(1, Math.max(0, distance)).toFixed(2);
}

/**
 * `1 in 1,000`: the reader's form of a rate, to two significant digits; from 5 % on `12 in 100`,
 * where "1 in 8" would be coarse. Never "none" or "all" by rounding alone.
 */
export function oneIn(rate: number): string {
  if (!(rate > 0)) return "none";
  if (rate >= 1) return "all";
  if (rate >= 0.05) return `${Math.min(99, Math.round(rate * 100))} in 100`;
  const times = 1 / rate;
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(times)) - 1);
  return `1 in ${grouped(Math.round(times / magnitude) * magnitude)}`;
}

/** The whole sentence, or that it is not known. */
export function rateInWords(rate: Rate | null, synthetic: boolean): string {
  if (rate === null) {
    return synthetic
      ? "How often different people would be judged this alike is not known."
      : "How often different people score this high is not known.";
  }
  if (rate.low <= 0) {
    return `Fewer than ${oneIn(rate.high)} pairs of different people score this high.`;
  }
  return `About ${oneIn(rate.rate)} pairs of different people score this high.`;
}

/** Where the rate comes from and how sure it is. */
export function calibrationInWords(rate: Rate): string {
  const interval =
    rate.low > 0
      ? `95% interval: ${oneIn(rate.low)} to ${oneIn(rate.high)}`
      : `95% interval: none to ${oneIn(rate.high)}`;
  return `${interval}. Measured on ${grouped(rate.comparisons)} pairs (${rate.calibration}).`;
}

/** How often two photos of one person score lower than this. */
export function missInWords(rate: Rate): string {
  if (rate.low <= 0) return `Fewer than ${oneIn(rate.high)} pairs of one person score this low.`;
  return `About ${oneIn(rate.rate)} pairs of one person score this low.`;
}

/** Where false matches are most frequent. */
export function groupInWords(rate: GroupRate): string {
  const often = rate.low <= 0 ? `fewer than ${oneIn(rate.high)}` : `about ${oneIn(rate.rate)}`;
  return `Highest among ${rate.group}: ${often}.`;
}

/** `2 other faces not compared`; null when there are none. */
export function leftOutInWords(others: number, leftOut: number): string | null {
  const all = others + leftOut;
  if (all === 0) return null;
  return `${all} other ${all === 1 ? "face" : "faces"} not compared`;
}

/** The answer as a few lines of text, for a message or a file. */
export function summary(answer: CompareAnswer): string {
  const lines = [headline(answer.decision, answer.synthetic)];
  if (answer.similarity !== null) {
    const [score, threshold] = scoreAndThreshold(answer.similarity, answer.threshold);
    lines.push(`Score ${score}, threshold ${threshold}`);
  }
  if (answer.key_figure !== null) lines.push(answer.key_figure);
  lines.push(...answer.reasons.map(reasonInWords));
  if (answer.photo_left_machine) lines.push(leftInWords(answer.provider));
  if (answer.models.length > 0) {
    lines.push(`Models: ${answer.models.map((model) => model.id).join(", ")}`);
  }
  return lines.join("\n");
}

/** `about 34 years, adult` for an estimate; `34 years, adult` for an age that the user gave. */
export function ageInWords(face: Pick<Face, "age" | "age_known" | "age_group">): string {
  if (face.age === null) return face.age_group ?? "age not known";
  const years = `${face.age} ${face.age === 1 ? "year" : "years"}`;
  const group = face.age_group === null ? "" : `, ${face.age_group}`;
  return face.age_known ? `${years}${group} (as you said)` : `about ${years}${group}`;
}

/** By the provider that answered: after a fallback, crops may have been sent all the same. */
export function leftInWords(provider: string): string {
  return provider === "local"
    ? "A photo may have left this machine: an outside provider was asked first."
    : `A photo left this machine: crops of the faces were sent to the outside provider “${provider}”.`;
}

export function reasonInWords(reason: Reason): string {
  return reason.photo === null ? reason.message : `Photo ${reason.photo}: ${reason.message}`;
}

function grouped(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}
