-- A search takes in what was kept since its last question.
CREATE INDEX embedding_created ON embedding (created_at, embedding_id);
