package mien.vault.wrong;

import org.sqlite.SQLiteConfig;

/** Breaks a rule of the house on purpose. */
public record KnowsTheDatabase(SQLiteConfig config) {}
