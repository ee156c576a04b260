/**
 * Keys and ciphers: everything that is stored of a person is sealed under a key of that person's
 * own, and that key under the master key, which never lies beside the data.
 *
 * <p>Not exported. {@code docs/adr/0006-sealing.md} says why each primitive was chosen.
 */
package mien.vault.seal;
