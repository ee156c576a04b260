package mien.vault;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.vault.sql.KeyTable;

/**
 * A vault remembers the policy that it obeys. A slip in the settings must neither erase a family's
 * photos nor stop an organisation's destruction.
 */
final class PolicyInForce {

  private static final String FACT = "policy";

  private PolicyInForce() {}

  /** Refuses another policy than the vault had, unless it was accepted on purpose. */
  static boolean check(Connection transaction, VaultConfig config) throws SQLException {
    KeyTable facts = new KeyTable(transaction);
    byte[] wanted = config.policy().name().getBytes(StandardCharsets.US_ASCII);
    Optional<String> had =
        facts.fact(FACT).map(name -> new String(name, StandardCharsets.US_ASCII));
    boolean same = had.isEmpty() || had.get().equals(config.policy().name());
    if (!same && !config.policyAccepted()) {
      throw new MienException(
          Blame.OPERATOR,
          "policy.other",
          "The vault obeys the policy "
              + had.get()
              + ", but the settings say "
              + config.policy().name()
              + ": correct the settings, or accept the change of policy on purpose.");
    }
    if (had.isEmpty() || !same) {
      facts.setFact(FACT, wanted);
    }
    return !same;
  }
}
