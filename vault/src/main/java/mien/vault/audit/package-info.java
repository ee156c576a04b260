/**
 * The audit log: what was done with whose data, by whom and when, so that it cannot be undone. An
 * append-only Merkle tree in the vault's own database, written in the vault's own transactions, its
 * heads signed. {@code docs/policies/audit-format.md} is its format.
 */
@NullMarked
package mien.vault.audit;

import org.jspecify.annotations.NullMarked;
