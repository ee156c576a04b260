package mien.vault.policy;

/**
 * The name of a policy text, with its version: {@code biometric_consent_template_v1}.
 *
 * @param value 1 to 60 of {@code a-z 0-9 _}; {@code _v} and a number at the end is the version
 */
public record PolicyId(String value) implements Comparable<PolicyId> {

  /** Household use, which needs no release. */
  public static final PolicyId PERSONAL = new PolicyId("personal");

  /** Refuses anything else. */
  public PolicyId {
    if (!value.matches("[a-z][a-z0-9_]{0,59}")) {
      throw new IllegalArgumentException(
          "a policy's id has 1 to 60 of a-z 0-9 _ and begins with a letter, but was '"
              + value
              + "'");
    }
  }

  /** The version, from 1; 0 where the name has none. */
  public int version() {
    int at = value.lastIndexOf("_v");
    String digits = at < 0 ? "" : value.substring(at + 2);
    return digits.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(digits) : 0;
  }

  @Override
  public int compareTo(PolicyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
