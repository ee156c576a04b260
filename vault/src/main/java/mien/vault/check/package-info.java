/** What opening finds and puts in order, and the check of everything that is held. Not exported. */
package mien.vault.check;
