package mien.cli.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.studio.consent.Guesser;
import mien.vault.policy.PolicyPack;

/** Reads {@code [vault]} and {@code [[vault.staff]]}. */
final class VaultReader {

  private static final String FILE = "a file's name";

  private final SettingsSection vault;
  private final SettingsSection store;
  private final SettingsSection classification;

  VaultReader(SettingsSection vault) {
    this.vault = vault;
    this.store = vault.table("store");
    this.classification = vault.table("classification");
  }

  /** A nested table, whose unknown keys are to be refused too. */
  SettingsSection store() {
    return store;
  }

  /** Another. */
  SettingsSection classification() {
    return classification;
  }

  VaultSettings read() {
    VaultSettings defaults = VaultSettings.DEFAULT;
    VaultSettings read =
        new VaultSettings(
            vault.text("folder", "a folder's name", SettingsReader::path),
            vault.text("keys", "a folder's name", SettingsReader::path),
            vault.text("master-key-file", FILE, SettingsReader::path),
            vault.text("credential", "a credential's name", VaultReader::credential),
            vault
                .text("policy", "one of " + PolicyPack.NAMES, VaultReader::policy)
                .orElse(defaults.policy()),
            vault.text(
                "accept-policy",
                "the name of the policy that is accepted, one of " + PolicyPack.NAMES,
                VaultReader::policy),
            vault.text(
                vault.spelling("organization", "organisation"),
                "one line of 1 to 200 characters",
                VaultReader::line),
            vault.text("contact", "one line of 1 to 200 characters", VaultReader::line),
            vault.text("anchor", FILE, SettingsReader::path),
            staff(),
            server(),
            guesses());
    if (read.masterKeyFile().isPresent() && read.credential().isPresent()) {
      return vault.wrong(
          "credential", "left out where master-key-file is set", "set too", defaults);
    }
    return read;
  }

  private VaultSettings.Store server() {
    VaultSettings.Store read =
        new VaultSettings.Store(
            store.text("url", "an address that begins with jdbc:postgresql:", VaultReader::address),
            store.text("user", "a name", VaultReader::line),
            store.text("password-file", FILE, SettingsReader::path));
    boolean whole =
        read.url().isPresent() == read.user().isPresent()
            && read.url().isPresent() == read.passwordFile().isPresent();
    return whole
        ? read
        : store.wrong(
            "url",
            "set together with user and password-file",
            "not",
            VaultSettings.DEFAULT.store());
  }

  private VaultSettings.Classification guesses() {
    VaultSettings.Classification defaults = VaultSettings.DEFAULT.classification();
    VaultSettings.Classification read =
        new VaultSettings.Classification(
            classification.word("provider", defaults.provider()),
            classification.list(
                "command", "words: a program's path, then its arguments", Optional::of, List.of()),
            classification.time("timeout", Guesser.LONGEST).orElse(defaults.timeout()));
    boolean program = read.provider() == VaultSettings.Provider.COMMAND;
    return program != read.command().isEmpty()
        ? read
        : classification.wrong(
            "command",
            "there with provider = \"command\" and left out with any other",
            program ? "missing or empty" : "there",
            defaults);
  }

  private List<VaultSettings.Employee> staff() {
    List<VaultSettings.Employee> all = new ArrayList<>();
    for (SettingsSection one : vault.tables("staff")) {
      Optional<String> id =
          one.text(
              "id", "1 to 40 of a-z 0-9 - (of the key, never a person's name)", VaultReader::id);
      VaultSettings.Duty role = one.word("role", VaultSettings.Duty.VIEWER);
      Optional<Path> key = one.text("key-file", FILE, SettingsReader::path);
      if (id.isEmpty() || key.isEmpty()) {
        one.wrong("id", "set together with key-file", "not both there", all);
      } else {
        all.add(new VaultSettings.Employee(id.get(), role, key.get()));
      }
    }
    return all;
  }

  private static Optional<String> id(String text) {
    return Optional.of(text).filter(id -> id.matches("[a-z0-9][a-z0-9-]{0,39}"));
  }

  private static Optional<String> policy(String text) {
    return Optional.of(text).filter(PolicyPack.NAMES::contains);
  }

  private static Optional<String> credential(String text) {
    return Optional.of(text)
        .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}") && !name.contains(".."));
  }

  private static Optional<String> line(String text) {
    return Optional.of(text.strip())
        .filter(
            line ->
                !line.isEmpty()
                    && line.length() <= 200
                    && !line.contains("\n")
                    && !line.contains("{{"));
  }

  private static Optional<String> address(String text) {
    return Optional.of(text).filter(url -> url.startsWith("jdbc:postgresql:"));
  }
}
