/** Every value of the desk in the words that people read. Pure. */
import type { Check } from "../frame/answers";
import type { Capacity, Cause, ConsentState, Method } from "./rules";
import type { Outcome, Problem } from "../frame/api";

const DAY: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };

/** `2 November 2026`, where the reader is. */
export function day(iso: string, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", { ...DAY, ...zone(timeZone) }).format(new Date(iso));
}

/** `2 November 2026 at 09:31 UTC`: with the zone, for it may be printed and read elsewhere. */
export function moment(iso: string, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...DAY,
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    ...zone(timeZone),
  }).format(new Date(iso));
}

function zone(timeZone: string | undefined): Intl.DateTimeFormatOptions {
  return timeZone === undefined ? {} : { timeZone };
}

const UNITS = [
  ["Y", "year"],
  ["M", "month"],
  ["W", "week"],
  ["D", "day"],
] as const;

/** `P3Y` as `3 years`; a form that is not known stays as it is. */
export function term(period: string): string {
  const words = UNITS.flatMap(([letter, unit]) => {
    const count = Number(new RegExp(`(\\d+)${letter}`).exec(period)?.[1] ?? 0);
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];
  });
  return words.length === 0 ? period : words.join(" and ");
}

export const STATES: Record<ConsentState | "none", string> = {
  given: "Release given",
  withdrawn: "Release withdrawn",
  expired: "Release run out",
  none: "No release",
};

export const METHODS: Record<Method, string> = {
  typed: "with a typed name",
  drawn: "with a drawn signature",
  paper: "on paper",
};

export const CAPACITIES: Record<Capacity, string> = {
  subject: "for themselves",
  representative: "as the person\u2019s authorized representative",
};

export const CAUSES: Record<Cause, string> = {
  purpose_satisfied: "the purpose is satisfied",
  consent_withdrawn: "the release was withdrawn",
  consent_expired: "the term of the release ends then",
  last_interaction: "that long after the last interaction",
};

const ACTIONS: Record<string, string> = {
  SUBJECT_CREATED: "A person was entered",
  CONSENT_GIVEN: "A release was signed",
  CONSENT_WITHDRAWN: "A release was withdrawn",
  CONSENT_EXPIRED: "A release ran out",
  PHOTO_COLLECTED: "A photo was stored",
  PHOTO_VIEWED: "The photo was looked at",
  COMPARED: "A picture was compared with stored data",
  EXPORTED: "A copy was handed out",
  INTERACTED: "The person dealt with us: the clock was restarted",
  PURPOSE_SATISFIED: "The purpose of a release is satisfied",
  SWEPT: "The daily round looked for what is due",
  ERASED: "Data were destroyed",
  HOLD_PLACED: "A legal hold was placed",
  HOLD_LIFTED: "A legal hold was lifted",
  EMBEDDING_KEPT: "A face template was stored",
  CLASSIFIED: "Guesses made from a photo were stored",
  KEY_ROTATED: "A key was replaced",
  MALFORMED: "This entry cannot be read: it was altered",
  POLICY_CHANGED: "The vault obeys another policy from here on",
  CLOCK_TRUSTED: "The clock was confirmed to be right",
  RECOVERED: "Opening removed what a cut-off command had left",
  ACCESS_REFUSED: "Access was refused",
};

/** A log of a newer server may know more than this page. */
export function action(name: string): string {
  return ACTIONS[name] ?? name.toLowerCase().replaceAll("_", " ");
}

/** `officer front-desk`; what the program does of itself is no person. */
export function actor(written: string): string {
  const [role = "", id = ""] = written.split(":");
  return role === "system" ? "the program itself" : `${role} ${id}`.trim();
}

export function plainName(name: string): string {
  return name.replaceAll("_", " ");
}

/** The beginning of a hash, enough to tell two apart on a page; words stay whole. */
export function short(value: string): string {
  return /^[0-9a-f]{24,}$/.test(value) ? `${value.slice(0, 12)}\u2026` : value;
}

export function checkInWords(check: Check): string {
  switch (check.state) {
    case "sound":
      return "The log is sound";
    case "broken":
      return "The log was tampered with";
    case "unchecked":
      return "The log has not been checked yet";
  }
}

/** How many entries a check cannot speak of, for they came after it; null where it does not say. */
export function uncheckedSince(check: Check, size: number): number | null {
  const checked = /^sound: (\d+) leaves/.exec(check.verdict ?? "")?.[1];
  return checked === undefined ? null : Math.max(0, size - Number(checked));
}

/** Why something was not done, and whether another key would help. */
export interface Fault {
  message: string;
  code: string | null;
}

/** The server speaks of routes; at a desk the same things have other names. */
const REFUSALS: Record<string, string> = {
  "access.key":
    "Each of the staff has a key of their own: type yours above. The log will name it, never you.",
  "subject.bad-id": "This address names no person. Look the person up by their number.",
  "consent.none":
    "No release was signed, so nothing was kept. Show the release to the person and let them sign.",
  "consent.withdrawn":
    "The release was withdrawn, so nothing was kept. Only a new release can change that.",
  "consent.expired":
    "The term of the release is over, so nothing was kept. Only a new release can change that.",
  "consent.other-text":
    "The release that was signed is not the text in force, so nothing was kept. The person must sign again.",
  "consent.purpose-satisfied":
    "The purpose of the release is satisfied, so nothing was kept. Only a new release can change that.",
  "consent.text-changed":
    "The text of the release changed meanwhile. Nothing was signed: show the new text and ask again.",
  "subject.unknown": "No one here has that number; perhaps they were erased.",
  "subject.taken": "That number is already in use.",
  "receipt.unknown":
    "There is no receipt of that number. Of an erasure that is not finished it comes with a " +
    "daily round.",
  "erase.on-hold":
    "A legal hold forbids erasing. An admin can lift it on the person\u2019s page.",
  "erase.pending": "An erasure of this person is not finished yet; it is tried again every day.",
};

/** Codes of refusals that a new release mends. */
export function newReleaseHelps(code: string | null): boolean {
  return (
    code !== null && /^consent\.(none|withdrawn|expired|other-text|purpose-satisfied)$/.test(code)
  );
}

export function problemInWords(problem: Problem): Fault {
  const { code, detail, retryAfterSeconds: wait } = problem;
  const words = (code !== null ? REFUSALS[code] : undefined) ?? detail;
  return { code, message: wait === null ? words : `${words} (Try again in ${wait} s.)` };
}

/** Null for an answer, and for what was stopped: then there is nothing to say. */
export function faultOf(outcome: Outcome<unknown>): Fault | null {
  switch (outcome.kind) {
    case "answer":
    case "cancelled":
      return null;
    case "unreachable":
      return { message: "Connection error. Please try again.", code: null };
    case "problem":
      return problemInWords(outcome.problem);
  }
}
