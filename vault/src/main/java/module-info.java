import org.jspecify.annotations.NullMarked;

/** The only place where biometric data rests: consent, sealing, retention, erasure, search. */
@NullMarked
module mien.vault {
  requires transitive mien.core;
  requires java.sql;
  requires org.postgresql.jdbc;
  requires org.xerial.sqlitejdbc;
  requires static org.jspecify;
  requires static jdk.incubator.vector;

  exports mien.vault;
  exports mien.vault.audit;
  exports mien.vault.config;
  exports mien.vault.fault;
  exports mien.vault.policy;
  exports mien.vault.record;
  exports mien.vault.search;
  exports mien.vault.subject;
}
