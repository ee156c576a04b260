/** What may be kept, for how long, and the release that a person signs: values. */
package mien.vault.policy;
