package mien.vault.wrong;

import java.sql.PreparedStatement;

/** Breaks a rule of the house on purpose. */
public record WritesAStatement(PreparedStatement statement) {}
