/**
 * Destroying, looking whether it is gone, and signing for it; the retention schedule. Not exported.
 */
package mien.vault.erase;
