-- keys.db: the wrapped keys, apart from the data they open. Copies of this file keep erased subjects
-- readable: back it up on its own and overwrite old copies (docs/policies/README.md).

-- What belongs to the vault as a whole: check of the master key, salt, signing key.
CREATE TABLE mien_keys.master_fact (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;

-- One row a key; deleting the row is destroying the key.
CREATE TABLE mien_keys.subject_key (
  subject_id TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('biometric', 'record', 'audit')),
  wrapped    BLOB NOT NULL,
  PRIMARY KEY (subject_id, kind)
) STRICT;
