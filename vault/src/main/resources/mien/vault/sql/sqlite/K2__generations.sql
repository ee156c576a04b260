-- A subject's biometric key is replaced with the photo that it seals: keys have a generation.
CREATE TABLE mien_keys.subject_key_next (
  subject_id TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('biometric', 'record', 'audit')),
  generation INTEGER NOT NULL DEFAULT 0,
  wrapped    BLOB NOT NULL,
  PRIMARY KEY (subject_id, kind, generation)
) STRICT;
INSERT INTO mien_keys.subject_key_next (subject_id, kind, generation, wrapped)
  SELECT subject_id, kind, 0, wrapped FROM mien_keys.subject_key;
DROP TABLE mien_keys.subject_key;
ALTER TABLE mien_keys.subject_key_next RENAME TO subject_key;
