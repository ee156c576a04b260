-- The audit log: docs/policies/audit-format.md. Rows are only ever added, but the one of audit_tail.

-- How many leaves there are. Its one row is also the lock that puts writers in line.
CREATE TABLE audit_tail (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  size BIGINT NOT NULL CHECK (size >= 0)
);
INSERT INTO audit_tail (id, size) VALUES (1, 0);

-- The leaves: their canonical bytes, and SHA-256 over a 0 byte and those.
CREATE TABLE audit_leaf (
  leaf_index BIGINT PRIMARY KEY,
  content BYTEA NOT NULL,
  hash BYTEA NOT NULL CHECK (length(hash) = 32)
);

-- Roots of perfect subtrees: node i of a level covers leaves i * 2^level to (i + 1) * 2^level - 1.
CREATE TABLE audit_node (
  level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 62),
  node_index BIGINT NOT NULL,
  hash BYTEA NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, node_index)
);

-- Signed heads, in the order in which they were signed.
CREATE TABLE audit_head (
  head_index BIGINT PRIMARY KEY,
  size BIGINT NOT NULL,
  root BYTEA NOT NULL CHECK (length(root) = 32),
  signed_at TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL
);
