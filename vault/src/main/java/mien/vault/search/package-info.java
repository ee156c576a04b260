/** Exact search over references. */
package mien.vault.search;
