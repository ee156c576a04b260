/** Keeping and using what a release allows. Not exported. */
package mien.vault.keep;
