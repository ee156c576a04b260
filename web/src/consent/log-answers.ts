/** What the server answers about the desk and its log: `docs/api.md`, section Consent. */
import { finite, flag, listOf, nullable, oneOf, record, text } from "../frame/shape";
import { organisation } from "./answers";
import type { Named, Organization, Role } from "./answers";

/** What the last computing of the whole log found. */
export interface Check {
  state: "sound" | "broken" | "unchecked";
  /** The line that `mien audit verify` prints. */
  verdict: string | null;
  meaning: string | null;
  checked_at: string | null;
  signatures: "newest" | "all" | null;
  anchored: boolean;
}

/** The daily round: whether all that was due was destroyed, and if not, why. */
export interface Round {
  at: string;
  done: boolean;
  code: string | null;
  meaning: string | null;
}

export interface DeskFacts {
  actor: { role: Role; id: string };
  pack: string;
  organisation: Organization;
  keeps: string[];
  release_needed: boolean;
  can_compare: boolean;
  check: Check;
  last_sweep: Round | null;
  next_sweep_at: string;
}

/** A signed state of the log. */
export interface Head {
  size: number;
  root: string;
  time: string;
  key: string;
  signature: string;
}

export interface Leaf {
  index: number;
  action: string;
  actor: string;
  at: string;
  pseudonym: string | null;
  facts: Named[];
  /** What is hashed. */
  content: string;
}

export interface LogPage {
  size: number;
  head: Head | null;
  check: Check;
  public_key: string;
  leaves: Leaf[];
  next: number | null;
}

export interface Proof {
  leaf: number;
  size: number;
  content: string;
  leaf_hash: string;
  path: string[];
  head: Head;
}

/** That the log of the second head continues that of the first. */
export interface Growth {
  first: number;
  second: number;
  path: string[];
  first_head: Head;
  second_head: Head;
}

export const checkAnswer = record<Check>({
  state: oneOf("sound", "broken", "unchecked"),
  verdict: nullable(text),
  meaning: nullable(text),
  checked_at: nullable(text),
  signatures: nullable(oneOf("newest", "all")),
  anchored: flag,
});

export const deskAnswer = record<DeskFacts>({
  actor: record({ role: oneOf("viewer", "officer", "admin", "system"), id: text }),
  pack: text,
  organisation,
  keeps: listOf(text),
  release_needed: flag,
  can_compare: flag,
  check: checkAnswer,
  last_sweep: nullable(
    record<Round>({ at: text, done: flag, code: nullable(text), meaning: nullable(text) }),
  ),
  next_sweep_at: text,
});

const head = record<Head>({ size: finite, root: text, time: text, key: text, signature: text });

const leaf = record<Leaf>({
  index: finite,
  action: text,
  actor: text,
  at: text,
  pseudonym: nullable(text),
  facts: listOf(record<Named>({ name: text, value: text })),
  content: text,
});

export const logAnswer = record<LogPage>({
  size: finite,
  head: nullable(head),
  check: checkAnswer,
  public_key: text,
  leaves: listOf(leaf),
  next: nullable(finite),
});

export const proofAnswer = record<Proof>({
  leaf: finite,
  size: finite,
  content: text,
  leaf_hash: text,
  path: listOf(text),
  head,
});

export const growthAnswer = record<Growth>({
  first: finite,
  second: finite,
  path: listOf(text),
  first_head: head,
  second_head: head,
});
