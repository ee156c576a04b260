-- The wrapped keys, in a schema apart from the data they open. Dumps that hold it keep erased subjects
-- readable: leave it out (pg_dump --exclude-schema=mien_keys) and copy it on its own.

-- What belongs to the vault as a whole: check of the master key, salt, signing key.
CREATE TABLE mien_keys.master_fact (
  name  TEXT PRIMARY KEY,
  value BYTEA NOT NULL
);

-- One row a key; deleting the row is destroying the key.
CREATE TABLE mien_keys.subject_key (
  subject_id TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('biometric', 'record', 'audit')),
  wrapped    BYTEA NOT NULL,
  PRIMARY KEY (subject_id, kind)
);
