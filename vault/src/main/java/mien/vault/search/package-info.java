/**
 * Exact nearest-neighbor search over references: every row and every dimension is visited, always.
 *
 * <p><b>Time.</b> The arithmetic of a scan does the same work whatever the values are: no row is
 * skipped and no sum ends early. What follows the scan, keeping the best few scores, compares
 * scores only and takes a little longer when many scores are high; {@link
 * mien.vault.search.Int8Index} re-ranks more rows when many are near the best. So a remote clock
 * may learn something about how many references are near a probe, nothing about where they differ.
 * A login door compares against its few references with {@link mien.core.face.CosineSimilarity}.
 */
package mien.vault.search;
