-- Files that lie, or may lie, in the folder without a row: one that is about to be kept, or about to be
-- removed. Only these are removed at opening. "known": a stray that an earlier mien left, never removed.
CREATE TABLE loose_file (
  path  TEXT PRIMARY KEY,
  known BIGINT NOT NULL DEFAULT 0
);

-- The same for keys.
CREATE TABLE loose_key (
  subject_id TEXT NOT NULL,
  kind       TEXT NOT NULL,
  generation BIGINT NOT NULL,
  known      BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (subject_id, kind, generation)
);

-- Which of the subject's biometric keys seals what is held: each photo that replaces another has a new one.
ALTER TABLE subject ADD COLUMN biometric_generation BIGINT NOT NULL DEFAULT 0;

-- HMAC-SHA256 over the release's columns under a key that is made from the record key.
ALTER TABLE consent ADD COLUMN bound BYTEA;

-- The texts that were signed, once each, by their hash. Public: no personal datum.
CREATE TABLE signed_text (
  sha256 BYTEA PRIMARY KEY CHECK (octet_length(sha256) = 32),
  text   TEXT NOT NULL
);

-- Two more scopes: a photo that was replaced, and what the policy in force does not disclose.
ALTER TABLE erasure DROP CONSTRAINT erasure_scope_check;
ALTER TABLE erasure ADD CONSTRAINT erasure_scope_check
  CHECK (scope IN ('biometric', 'everything', 'photo', 'derived'));

-- The server's samples of a column (pg_statistic) would outlive an erasure.
ALTER TABLE subject ALTER COLUMN subject_id SET STATISTICS 0;
ALTER TABLE subject ALTER COLUMN safe_id SET STATISTICS 0;
ALTER TABLE subject ALTER COLUMN hold_sealed SET STATISTICS 0;
ALTER TABLE consent ALTER COLUMN subject_id SET STATISTICS 0;
ALTER TABLE sealed_file ALTER COLUMN subject_id SET STATISTICS 0;
ALTER TABLE sealed_file ALTER COLUMN path SET STATISTICS 0;
ALTER TABLE collection ALTER COLUMN subject_id SET STATISTICS 0;
ALTER TABLE collection ALTER COLUMN path SET STATISTICS 0;
ALTER TABLE collection ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE embedding ALTER COLUMN subject_id SET STATISTICS 0;
ALTER TABLE erasure ALTER COLUMN subject_id SET STATISTICS 0;
ALTER TABLE erasure ALTER COLUMN fingerprints SET STATISTICS 0;
ALTER TABLE loose_file ALTER COLUMN path SET STATISTICS 0;
ALTER TABLE loose_key ALTER COLUMN subject_id SET STATISTICS 0;
