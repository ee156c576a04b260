/**
 * An open vault: its database, keys, files, log and clock, and the forms in which rows are sealed.
 * Not exported.
 */
package mien.vault.open;
