-- Files that lie, or may lie, in the folder without a row: one that is about to be kept, or about to be
-- removed. Only these are removed at opening. "known": a stray that an earlier mien left, never removed.
CREATE TABLE loose_file (
  path  TEXT PRIMARY KEY,
  known INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The same for keys.
CREATE TABLE loose_key (
  subject_id TEXT NOT NULL,
  kind       TEXT NOT NULL,
  generation INTEGER NOT NULL,
  known      INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (subject_id, kind, generation)
) STRICT;

-- Which of the subject's biometric keys seals what is held: each photo that replaces another has a new one.
ALTER TABLE subject ADD COLUMN biometric_generation INTEGER NOT NULL DEFAULT 0;

-- HMAC-SHA256 over the release's columns under a key that is made from the record key.
ALTER TABLE consent ADD COLUMN bound BLOB;

-- The texts that were signed, once each, by their hash. Public: no personal datum.
CREATE TABLE signed_text (
  sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
  text   TEXT NOT NULL
) STRICT;

-- Two more scopes: a photo that was replaced, and what the policy in force does not disclose.
CREATE TABLE erasure_next (
  erasure_id   TEXT PRIMARY KEY,
  subject_id   TEXT NOT NULL,
  scope        TEXT NOT NULL CHECK (scope IN ('biometric', 'everything', 'photo', 'derived')),
  reason       TEXT NOT NULL,
  actor        TEXT NOT NULL,
  begun_at     INTEGER NOT NULL,
  summary      TEXT,
  pseudonym    TEXT,
  receipt      BLOB,
  signature    BLOB,
  fingerprints BLOB,
  CHECK ((receipt IS NULL) = (signature IS NULL))
) STRICT;
INSERT INTO erasure_next (erasure_id, subject_id, scope, reason, actor, begun_at, summary, pseudonym,
    receipt, signature, fingerprints)
  SELECT erasure_id, subject_id, scope, reason, actor, begun_at, summary, pseudonym, receipt, signature,
    fingerprints FROM erasure;
DROP TABLE erasure;
ALTER TABLE erasure_next RENAME TO erasure;
CREATE INDEX erasure_subject ON erasure (subject_id);
