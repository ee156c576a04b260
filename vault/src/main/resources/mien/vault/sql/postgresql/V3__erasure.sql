-- What to look for after an erasure, so that a look that was interrupted can be taken later: of each
-- window its first four bytes and the SHA-256 of all 24. Emptied with the subject's id.
ALTER TABLE erasure ADD COLUMN fingerprints BYTEA;

-- Deleting a file asks which collection refers to it: without this, every erasure read all of them.
CREATE INDEX collection_path ON collection (path);
