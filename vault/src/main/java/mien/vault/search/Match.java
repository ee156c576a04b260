package mien.vault.search;

/**
 * A reference that a search found.
 *
 * @param row its row in the matrix, from 0
 * @param similarity {@link mien.core.face.CosineSimilarity} to the probe, rounded to float32
 */
public record Match(int row, float similarity) {}
