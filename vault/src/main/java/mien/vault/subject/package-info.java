/** Who is held, and what is held of them: values. */
package mien.vault.subject;
