/**
 * What the server answers about people, releases and erasures: `docs/api.md`, section Consent.
 * Names are the contract's own. Times are ISO 8601 in UTC, hashes SHA-256 in hexadecimal.
 */
import { finite, flag, listOf, nullable, oneOf, record, text } from "../frame/shape";

export type Role = "viewer" | "officer" | "admin" | "system";
export type ConsentState = "given" | "withdrawn" | "expired";
export type Method = "typed" | "drawn" | "paper";
export type Capacity = "subject" | "representative";

export interface Organization {
  name: string;
  contact: string;
}

/** The text to sign. */
export interface Release {
  template: string;
  /** Markdown, complete. */
  text: string;
  text_hash: string;
  purposes: string[];
  /** ISO 8601, as `P3Y`. */
  term: string;
}

export interface Policy {
  pack: string;
  version: number;
  schedule: string;
  keeps: string[];
  organisation: Organization;
  text: string;
  hash: string;
  /** Null where the policy needs no release. */
  release: Release | null;
}

export interface Subject {
  subject_id: string;
  safe_id: string;
  created_at: string;
}

export interface Consent {
  id: string;
  template: string;
  text_hash: string;
  purpose: string;
  given_at: string;
  expires_at: string;
  withdrawn_at: string | null;
  state: ConsentState;
  signer: string;
  capacity: Capacity;
  method: Method;
  evidence_hash: string;
}

export interface Named {
  name: string;
  value: string;
}

/** Guesses that a model made, where a policy of version 2 discloses them. */
export interface Classifications {
  provider: string;
  values: Named[];
}

export interface Collection {
  template_hash: string;
  photo_bytes: number;
  collected_at: string;
  consent_version: string | null;
  classifications: Classifications | null;
}

export type Cause =
  "purpose_satisfied" | "consent_withdrawn" | "consent_expired" | "last_interaction";

export interface Clocks {
  last_interaction: string;
  purpose_satisfied: string | null;
  biometric_due: string | null;
  biometric_cause: Cause | null;
  general_due: string;
}

export interface LegalHold {
  placed_at: string;
  reason: string;
}

/** Everything that is held about a person, but the bytes. */
export interface Manifest extends Subject {
  consent_state: ConsentState | null;
  /** The latest first. */
  consents: Consent[];
  biometric_collection: Collection | null;
  embeddings: { id: string; usage: string; model: string; created_at: string }[];
  clocks: Clocks;
  legal_hold: LegalHold | null;
}

export interface Receipt {
  id: string;
  /** What was signed: lines of `name: value` under a title. */
  text: string;
  signature: string;
  public_key: string;
}

export interface Erasure {
  outcome: "erased" | "unfinished" | "on_hold" | "nothing_held";
  receipt: Receipt | null;
  places: string[];
  legal_hold: LegalHold | null;
}

export const organisation = record<Organization>({ name: text, contact: text });

const release = record<Release>({
  template: text,
  text,
  text_hash: text,
  purposes: listOf(text),
  term: text,
});

export const policyAnswer = record<Policy>({
  pack: text,
  version: finite,
  schedule: text,
  keeps: listOf(text),
  organisation,
  text,
  hash: text,
  release: nullable(release),
});

export const signedTextAnswer = record<{ text_hash: string; text: string }>({
  text_hash: text,
  text,
});

export const createdAnswer = record<Omit<Subject, "created_at">>({
  subject_id: text,
  safe_id: text,
});

export const subjectsAnswer = record<{ subjects: Subject[]; next: string | null }>({
  subjects: listOf(record<Subject>({ subject_id: text, safe_id: text, created_at: text })),
  next: nullable(text),
});

const consent = record<Consent>({
  id: text,
  template: text,
  text_hash: text,
  purpose: text,
  given_at: text,
  expires_at: text,
  withdrawn_at: nullable(text),
  state: oneOf("given", "withdrawn", "expired"),
  signer: text,
  capacity: oneOf("subject", "representative"),
  method: oneOf("typed", "drawn", "paper"),
  evidence_hash: text,
});

export const givenAnswer = record<{ consent: Consent }>({ consent });

const classifications = record<Classifications>({
  provider: text,
  values: listOf(record<Named>({ name: text, value: text })),
});

const collection = record<Collection>({
  template_hash: text,
  photo_bytes: finite,
  collected_at: text,
  consent_version: nullable(text),
  classifications: nullable(classifications),
});

export const templateAnswer = record<{ embedding: { kept: boolean; why: string | null } }>({
  embedding: record({ kept: flag, why: nullable(text) }),
});

export const keptAnswer = record<{ biometric_collection: Collection }>({
  biometric_collection: collection,
});

const legalHold = record<LegalHold>({ placed_at: text, reason: text });

export const manifestAnswer = record<Manifest>({
  subject_id: text,
  safe_id: text,
  created_at: text,
  consent_state: nullable(oneOf("given", "withdrawn", "expired")),
  consents: listOf(consent),
  biometric_collection: nullable(collection),
  embeddings: listOf(record({ id: text, usage: text, model: text, created_at: text })),
  clocks: record<Clocks>({
    last_interaction: text,
    purpose_satisfied: nullable(text),
    biometric_due: nullable(text),
    biometric_cause: nullable(
      oneOf("purpose_satisfied", "consent_withdrawn", "consent_expired", "last_interaction"),
    ),
    general_due: text,
  }),
  legal_hold: nullable(legalHold),
});

export const receiptAnswer = record<Receipt>({
  id: text,
  text,
  signature: text,
  public_key: text,
});

export const erasureAnswer = record<Erasure>({
  outcome: oneOf("erased", "unfinished", "on_hold", "nothing_held"),
  receipt: nullable(receiptAnswer),
  places: listOf(text),
  legal_hold: nullable(legalHold),
});

export const withdrawnAnswer = record<{ erasure: Erasure | null }>({
  erasure: nullable(erasureAnswer),
});
