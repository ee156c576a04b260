-- The audit log: docs/policies/audit-format.md. Rows are only ever added, but the one of audit_tail.

-- How many leaves there are. Its one row is also the lock that puts writers in line.
CREATE TABLE audit_tail (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size INTEGER NOT NULL CHECK (size >= 0)
) STRICT;
INSERT INTO audit_tail (id, size) VALUES (1, 0);

-- The leaves: their canonical bytes, and SHA-256 over a 0 byte and those.
CREATE TABLE audit_leaf (
  leaf_index INTEGER PRIMARY KEY,
  content BLOB NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Roots of perfect subtrees: node i of a level covers leaves i * 2^level to (i + 1) * 2^level - 1.
CREATE TABLE audit_node (
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 62),
  node_index INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, node_index)
) WITHOUT ROWID, STRICT;

-- Signed heads, in the order in which they were signed.
CREATE TABLE audit_head (
  head_index INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  signed_at TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
