package mien.vault.subject;

import java.time.Instant;
import mien.core.face.ModelId;

/**
 * Which embedding is held, without its values.
 *
 * @param id the vault's own, 32 hexadecimal digits
 * @param usage what it is for
 * @param model whose output it is
 * @param normalization how its length was made: {@code l2}
 * @param schemaVersion of the bytes, from 1
 * @param createdAt when it was kept
 */
public record EmbeddingFacts(
    String id,
    EmbeddingUse usage,
    ModelId model,
    String normalization,
    int schemaVersion,
    Instant createdAt) {}
