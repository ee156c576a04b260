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
  private static final String POLICIES = "`" + String.join("`, `", PolicyPack.NAMES) + "`";

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
            vault
                .key("folder", "where photos rest, sealed; see [Consent](api.md#consent)")
                .option("--vault")
                .unset("none: the vault is off")
                .text("a folder's name", SettingsReader::path),
            vault
                .key(
                    "keys",
                    "the wrapped keys; back them up apart from the rest, or erasing does not "
                        + "silence your backups")
                .unset("inside `vault.folder`")
                .text("a folder's name", SettingsReader::path),
            vault
                .key(
                    "master-key-file",
                    "`$MIEN_VAULT_KEY_FILE` goes before it. 32 bytes or 64 hexadecimal "
                        + "digits, for its owner alone and outside the folder; `--passphrase` asks "
                        + "for a passphrase instead")
                .option("--master-key")
                .unset(
                    "in `mien/vault-keys` of the configuration folder, made with a new vault; one beside the folder, as earlier versions made it, is still found")
                .text(FILE, SettingsReader::path),
            vault
                .key(
                    "credential",
                    "the systemd credential that holds the master key; not together with "
                        + "`master-key-file`")
                .unset("`mien-vault-key`, where systemd hands one over")
                .text("a credential's name", VaultReader::credential),
            vault
                .key("policy", "what the vault obeys: [policies](policies/README.md)")
                .option("--policy")
                .values(POLICIES)
                .text("one of " + PolicyPack.NAMES, VaultReader::policy, defaults.policy()),
            vault
                .key(
                    "accept-policy",
                    "it was accepted on purpose that this policy is dormant (`biometric_v2`), "
                        + "or another than the vault had until now; what it does not allow is "
                        + "destroyed by the next sweep")
                .values("the policy\'s name")
                .text(
                    "the name of the policy that is accepted, one of " + PolicyPack.NAMES,
                    VaultReader::policy),
            vault
                .key(
                    "organization",
                    "who asks for a release, as the release names them; set it before anyone "
                        + "signs")
                .option("--organization")
                .unset("\"the keeper of this vault\"")
                .older("organisation")
                .text("one line of 1 to 200 characters", VaultReader::line),
            vault
                .key("contact", "where a person can turn to")
                .option("--contact")
                .unset("\"not named yet\"")
                .text("one line of 1 to 200 characters", VaultReader::line),
            vault
                .key(
                    "anchor",
                    "gets the log's newest head every day, and opening refuses a database "
                        + "that is older than it; best on another machine. Empty or gone after "
                        + "heads were put there is an alarm. A file of anything else is refused")
                .text(FILE, SettingsReader::path),
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
            store
                .key("url", "a database server for rows and wrapped keys")
                .unset("SQLite in the folder")
                .text("an address that begins with jdbc:postgresql:", VaultReader::address),
            store.key("user", "who connects").text("a name", VaultReader::line),
            store.key("password-file", "holds the password").text(FILE, SettingsReader::path));
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
            classification
                .key(
                    "provider",
                    "what guesses from photos that `mien serve` takes in: nothing, the engine "
                        + "(age and gender) or a program. Refused under a policy that does not "
                        + "disclose it: see [classifications](policies/README.md#classifications)")
                .word(defaults.provider()),
            classification
                .key(
                    "command",
                    "the program and its arguments, with `provider = \"command\"` and only "
                        + "then; no shell reads them, and the program is not searched for in `PATH`")
                .values("list of words")
                .list("words: a program's path, then its arguments", Optional::of, List.of()),
            classification
                .key("timeout", "after which the program is killed with all that it started")
                .time(Guesser.LONGEST, defaults.timeout()));
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
    for (SettingsSection one :
        vault
            .key(
                "staff",
                "who may do what at the consent desk; the id stands in the log and is "
                    + "never a person's name; no two may share a key")
            .values(
                "tables `[[vault.staff]]` with `id`, `role` (`viewer`, `officer`, `admin`) and `key-file`")
            .unset("no one: the user at this machine is admin")
            .tables()) {
      Optional<String> id =
          one.key("id", "of the key, as the log names it")
              .text("1 to 40 of a-z 0-9 - (of the key, never a person's name)", VaultReader::id);
      VaultSettings.Duty role = one.key("role", "what they may do").word(VaultSettings.Duty.VIEWER);
      Optional<Path> key =
          one.key("key-file", "holds the key that they show").text(FILE, SettingsReader::path);
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
