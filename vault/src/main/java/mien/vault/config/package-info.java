/** How a vault is opened, and who acts: values. */
package mien.vault.config;
