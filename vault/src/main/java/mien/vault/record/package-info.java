/** What came of a call, and what a person can take along: values. */
package mien.vault.record;
