package mien.cli.vault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.cli.command.MienCommand;
import mien.cli.settings.VaultSettings;
import mien.studio.consent.ConsentConfig;
import mien.studio.consent.Guesser;
import mien.studio.consent.Staff;
import mien.studio.http.ApiKey;
import mien.vault.config.Actor;
import mien.vault.config.Role;
import picocli.CommandLine.Mixin;

/** The consent desk of {@code mien serve}: the vault, and who may use it. */
public final class ConsentOptions {

  @Mixin VaultOptions vault = new VaultOptions();

  /** How the desk is set up; empty: no vault was named. */
  public Optional<ConsentConfig> config(MienCommand root) {
    if (vault.folder(root).isEmpty()) {
      return Optional.empty();
    }
    VaultSettings settings = root.settings().vault();
    Path start = root.surroundings().folder();
    ConsentConfig config =
        new ConsentConfig(
            vault.config(root, MasterKey.Missing.MAKE),
            staff(settings, start),
            guesser(settings.classification(), start));
    if (config.vault().policy().template().isPresent() && !vault.named(root)) {
      root.surroundings()
          .err()
          .println(
              root.errInk()
                  .warning(
                      "The release does not name who asks for it yet: set organization and"
                          + " contact in [vault] (--organization, --contact) before anyone"
                          + " signs."));
    }
    return Optional.of(config);
  }

  private static Guesser guesser(VaultSettings.Classification settings, Path start) {
    return switch (settings.provider()) {
      case NONE -> new Guesser.None();
      case ONNX -> new Guesser.Engine();
      case COMMAND -> program(settings, start);
    };
  }

  private static Guesser program(VaultSettings.Classification settings, Path start) {
    List<String> words = new ArrayList<>(settings.command());
    try {
      words.set(0, start.resolve(words.getFirst()).toAbsolutePath().normalize().toString());
      return new Guesser.Program(words, settings.timeout());
    } catch (IllegalArgumentException e) {
      throw VaultOptions.usage("command of [vault.classification]: " + e.getMessage() + ".");
    }
  }

  private static List<Staff> staff(VaultSettings settings, Path start) {
    List<Staff> all = new ArrayList<>();
    for (VaultSettings.Employee one : settings.staff()) {
      String option = "key-file of '" + one.id() + "' in [[vault.staff]]";
      Path file = start.resolve(one.keyFile());
      ApiKey key;
      try {
        key = new ApiKey(SecretFile.read(file, option));
      } catch (IllegalArgumentException e) {
        throw VaultOptions.usage(option + ": " + e.getMessage() + ".");
      }
      all.add(new Staff(new Actor(role(one.role()), one.id()), key));
    }
    return all;
  }

  private static Role role(VaultSettings.Duty duty) {
    return switch (duty) {
      case VIEWER -> Role.VIEWER;
      case OFFICER -> Role.OFFICER;
      case ADMIN -> Role.ADMIN;
    };
  }
}
