package mien.vault.record;

import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.SubjectId;

/**
 * A reference that a search found.
 *
 * @param subject whose it is
 * @param facts which
 * @param similarity {@link mien.core.face.CosineSimilarity} to the probe, rounded to float32; what
 *     it means says the model's card
 */
public record FoundReference(SubjectId subject, EmbeddingFacts facts, float similarity) {}
