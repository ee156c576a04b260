package mien.engine.wrong;

import java.sql.Connection;

/** Breaks a rule of the house on purpose. */
public record AsksADatabase(Connection connection) {}
