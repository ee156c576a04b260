import org.jspecify.annotations.NullMarked;

/** The only place where biometric data rests; today: exact search over references. */
@NullMarked
module mien.vault {
  requires transitive mien.core;
  requires static org.jspecify;
  requires transitive java.sql;
  requires static jdk.incubator.vector;

  exports mien.vault.audit;
  exports mien.vault.search;
}
