package mien.vault.record;

/**
 * What was in a vault and not in its database.
 *
 * @param files how many files
 * @param keys how many keys
 * @param destroyed whether they are gone now; otherwise they stay, and are known
 */
public record SetAsideReport(int files, int keys, boolean destroyed) {}
