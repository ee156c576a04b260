package mien.vault.wrong;

import javax.crypto.SecretKey;

/** Breaks a rule of the house on purpose. */
public record DrawsAKey(SecretKey key) {}
