package mien.vault.config;

/**
 * Who acts, as the audit log names them: a role and the id of an API key, never a person's name.
 *
 * @param role what they may do
 * @param keyId 1 to 40 of {@code a-z 0-9 -}
 */
public record Actor(Role role, String keyId) {

  /** mien's own clockwork. */
  public static final Actor SWEEPER = new Actor(Role.SYSTEM, "sweeper");

  /** Refuses a key id of another form. */
  public Actor {
    if (!keyId.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "a key id has 1 to 40 of a-z 0-9 - and begins with a letter or digit, and this one does"
              + " not");
    }
  }

  /** {@code role:keyId}. */
  public String label() {
    return role.word() + ":" + keyId;
  }
}
