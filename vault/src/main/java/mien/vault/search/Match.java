package mien.vault.search;

/**
 * A reference that a search found.
 *
 * @param row its row in the matrix, from 0
 * @param similarity its cosine similarity to the probe, in [-1, 1] but for rounding
 */
public record Match(int row, float similarity) {}
