-- A subject's biometric key is replaced with the photo that it seals: keys have a generation.
ALTER TABLE mien_keys.subject_key ADD COLUMN generation BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mien_keys.subject_key DROP CONSTRAINT subject_key_pkey;
ALTER TABLE mien_keys.subject_key ADD PRIMARY KEY (subject_id, kind, generation);

-- The server's samples of a column (pg_statistic) would outlive an erasure.
ALTER TABLE mien_keys.subject_key ALTER COLUMN subject_id SET STATISTICS 0;
