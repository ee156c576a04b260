package mien.vault.open;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.AuditAction;
import mien.vault.fault.VaultFault;
import mien.vault.policy.ConsentForm;
import mien.vault.sql.KeyTable;
import mien.vault.sql.TextTable;

/**
 * A vault remembers the policy that it obeys. A slip in the settings must neither erase a family's
 * photos nor stop an organization's destruction.
 */
public final class PolicyInForce {

  private static final String FACT = "policy";

  private PolicyInForce() {}

  /** Refuses another policy than the vault had, unless it was accepted on purpose. */
  public static void require(VaultParts parts) {
    Optional<String> had = parts.database().read(PolicyInForce::stored);
    String wanted = parts.config().policy().name();
    if (had.isPresent() && !had.get().equals(wanted) && !parts.config().policyAccepted()) {
      throw other(had.get(), wanted);
    }
  }

  /** Obeys the policy from now on; that it changed, and who changed it, is a leaf. */
  public static void obey(VaultParts parts) {
    String wanted = parts.config().policy().name();
    parts
        .database()
        .exclusively(
            session -> {
              Optional<String> had = session.transaction(PolicyInForce::stored);
              if (had.isPresent() && !had.get().equals(wanted)) {
                // Logged before it is so: the two databases commit one after the other.
                session.transaction(transaction -> leaf(parts, transaction, had.get(), wanted));
              }
              session.transaction(transaction -> keepText(parts, transaction));
              return session.transaction(transaction -> store(transaction, wanted));
            });
  }

  /** Releases of an earlier mien, which kept no texts, may be to the one that is in force. */
  private static boolean keepText(VaultParts parts, Connection transaction) throws SQLException {
    Optional<ConsentForm> form = parts.config().policy().form(parts.config().organization());
    TextTable texts = new TextTable(transaction);
    if (form.isEmpty() || !texts.signed(form.get().hash())) {
      return false;
    }
    texts.keep(form.get().hash(), form.get().text());
    return true;
  }

  private static Instant leaf(VaultParts parts, Connection transaction, String had, String wanted)
      throws SQLException {
    Instant now = parts.clock().tick(transaction);
    parts
        .audit()
        .appendForAll(
            transaction,
            AuditAction.POLICY_CHANGED,
            parts.config().opener(),
            now,
            "from",
            had,
            "to",
            wanted);
    return now;
  }

  private static Optional<String> stored(Connection transaction) throws SQLException {
    return new KeyTable(transaction)
        .fact(FACT)
        .map(name -> new String(name, StandardCharsets.US_ASCII));
  }

  private static String store(Connection transaction, String name) throws SQLException {
    new KeyTable(transaction).setFact(FACT, name.getBytes(StandardCharsets.US_ASCII));
    return name;
  }

  private static MienException other(String had, String wanted) {
    return new MienException(
        VaultFault.POLICY_OTHER,
        "The vault obeys the policy "
            + had
            + ", but the settings say "
            + wanted
            + ": correct the settings, or accept the change of policy on purpose.");
  }
}
