-- Times are milliseconds since 1970-01-01T00:00:00Z. "sealed" is AES-256-GCM under a subject's key.

-- Facts of the vault: the latest time it has seen, so that a clock that goes back is noticed.
CREATE TABLE vault_fact (
  name  TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);

CREATE TABLE subject (
  subject_id           TEXT PRIMARY KEY,
  safe_id              TEXT NOT NULL UNIQUE,
  created_at           BIGINT NOT NULL,
  last_interaction_at  BIGINT NOT NULL,
  purpose_satisfied_at BIGINT,
  hold_placed_at       BIGINT,
  hold_sealed          BYTEA,
  CHECK ((hold_placed_at IS NULL) = (hold_sealed IS NULL))
);

-- A release: who signed and the evidence are sealed under the record key.
CREATE TABLE consent (
  consent_id   TEXT PRIMARY KEY,
  subject_id   TEXT NOT NULL REFERENCES subject ON DELETE CASCADE,
  template_id  TEXT NOT NULL,
  text_sha256  BYTEA NOT NULL CHECK (octet_length(text_sha256) = 32),
  purpose      TEXT NOT NULL,
  given_at     BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL CHECK (expires_at > given_at),
  withdrawn_at BIGINT,
  expiry_noted_at BIGINT,
  sealed       BYTEA NOT NULL
);
CREATE INDEX consent_subject ON consent (subject_id, given_at);

-- Every file of the vault. A file without a row is an orphan and is removed at opening.
CREATE TABLE sealed_file (
  path       TEXT PRIMARY KEY,
  subject_id TEXT NOT NULL REFERENCES subject ON DELETE CASCADE,
  kind       TEXT NOT NULL CHECK (kind IN ('photo', 'thumbnail', 'cache', 'export')),
  created_at BIGINT NOT NULL
);
CREATE INDEX sealed_file_subject ON sealed_file (subject_id);

-- The biometric part of a manifest: at most one photo a subject.
CREATE TABLE collection (
  subject_id             TEXT PRIMARY KEY REFERENCES subject ON DELETE CASCADE,
  path                   TEXT NOT NULL REFERENCES sealed_file,
  collected_at           BIGINT NOT NULL,
  template_id            TEXT NOT NULL,
  sealed                 BYTEA NOT NULL,
  -- Only under a template that discloses it; never under version 1.
  classifications_sealed BYTEA,
  CHECK (classifications_sealed IS NULL OR template_id NOT LIKE '%\_v1' ESCAPE '\')
);

CREATE TABLE embedding (
  embedding_id   TEXT PRIMARY KEY,
  subject_id     TEXT NOT NULL REFERENCES subject ON DELETE CASCADE,
  usage          TEXT NOT NULL CHECK (usage IN ('reference', 'library-face', 'login-reference')),
  model_id       TEXT NOT NULL,
  normalisation  TEXT NOT NULL,
  schema_version BIGINT NOT NULL,
  dimension      BIGINT NOT NULL CHECK (dimension > 0),
  created_at     BIGINT NOT NULL,
  sealed         BYTEA NOT NULL
);
CREATE INDEX embedding_subject ON embedding (subject_id);

-- An erasure that was begun is ended, whatever happens in between.
CREATE TABLE erasure (
  erasure_id   TEXT PRIMARY KEY,
  subject_id   TEXT NOT NULL,
  scope        TEXT NOT NULL CHECK (scope IN ('biometric', 'everything')),
  reason       TEXT NOT NULL,
  actor        TEXT NOT NULL,
  begun_at     BIGINT NOT NULL,
  -- What was destroyed and whose it was, for the receipt; known once the rows are gone.
  summary      TEXT,
  pseudonym    TEXT,
  -- The receipt's text and signature; the subject's id is emptied when they are written.
  receipt      BYTEA,
  signature    BYTEA,
  CHECK ((receipt IS NULL) = (signature IS NULL))
);
CREATE INDEX erasure_subject ON erasure (subject_id);
