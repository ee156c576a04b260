/** The append-only Merkle log: pure arithmetic over a SHA-256 that the caller brings. */
package mien.core.audit;
