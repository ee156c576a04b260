package mien.vault.record;

import mien.core.face.Embedding;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;

/**
 * An embedding that is to be kept.
 *
 * @param subject whose it is
 * @param usage for what
 * @param embedding the values, with their model
 */
public record NewEmbedding(SubjectId subject, EmbeddingUse usage, Embedding embedding) {}
