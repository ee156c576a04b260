package mien.vault.policy;

/**
 * Who keeps the photos, as the policies name them.
 *
 * @param name 1 to 200 characters, one line
 * @param contact where a person turns to: an address or telephone number, 1 to 200 characters
 */
public record Organization(String name, String contact) {

  /** Refuses what cannot stand in a sentence. */
  public Organization {
    check("name", name);
    check("contact", contact);
  }

  private static void check(String what, String value) {
    if (value.isBlank() || value.length() > 200 || value.contains("\n") || value.contains("{{")) {
      throw new IllegalArgumentException(
          "an organization's " + what + " is one line of 1 to 200 characters, and this is not");
    }
  }
}
