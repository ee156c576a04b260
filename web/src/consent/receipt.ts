/** The lines of a receipt's signed text in plain words; the text itself is what counts. */
import { moment } from "./words";

export interface ReceiptLine {
  name: string;
  words: string;
}

const NAMES: Record<string, string> = {
  receipt: "Receipt",
  vault: "Vault",
  pseudonym: "Pseudonym in the log",
  scope: "Destroyed",
  reason: "Because",
  policy: "Under the schedule",
  begun: "Begun",
  ended: "Ended",
  photographs: "Photographs",
  files: "Files",
  embeddings: "Face templates",
  consents: "Releases",
  "keys destroyed": "Keys destroyed",
  "patterns looked for": "Pieces of it looked for",
  "bytes looked through": "Bytes searched",
  found: "Found of it afterwards",
  database: "Database",
  "other holders asked": "Other holders asked",
};

const VALUES: Record<string, Record<string, string>> = {
  scope: {
    biometric: "the photo and everything made from it",
    everything: "everything of the person, the release too",
  },
  reason: {
    request: "it was requested",
    "consent-withdrawn": "the release was withdrawn",
    "consent-expired": "the term of the release was over",
    "purpose-satisfied": "the purpose was satisfied",
    retention: "the term since the last interaction was over",
  },
};

/** Every `name: value` line, in order; a name that is not known is shown as it is written. */
export function receiptLines(text: string): ReceiptLine[] {
  return text.split("\n").flatMap((line) => {
    const [, name, value] = /^([^:]+): (.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    return [{ name: NAMES[name] ?? name, words: valueInWords(name, value) }];
  });
}

function valueInWords(name: string, value: string): string {
  if (name === "begun" || name === "ended") return moment(value);
  return VALUES[name]?.[value] ?? value.replace(/\B(?=(\d{3})+$)/g, /^\d+$/.test(value) ? "," : "");
}
