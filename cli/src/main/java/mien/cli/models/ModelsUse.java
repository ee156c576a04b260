package mien.cli.models;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import mien.cli.ModelPlaces;
import mien.cli.Surroundings;
import mien.cli.settings.SettingsEdit;
import mien.cli.settings.Words;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien models use}. */
@Command(
    name = "use",
    description = {
      "Choose the pack whose models are taken: registry (the default), open or insightface. For a",
      "task that a pack has no model for, the registry's is taken. This writes models.use into your",
      "settings file."
    })
final class ModelsUse implements Callable<Integer> {

  @Parameters(paramLabel = "PACK", description = "registry, open or insightface.")
  String pack;

  private final MienCommand root;

  @SuppressWarnings("NullAway.Init") // picocli sets the pack
  ModelsUse(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    ModelPack chosen =
        Words.parse(pack, Arrays.asList(ModelPack.values()))
            .orElseThrow(
                () ->
                    new MienException(
                        Blame.USER,
                        "usage.pack",
                        "a pack is one of "
                            + Words.list(ModelPack.values())
                            + ", but was '"
                            + pack
                            + "'"));
    Surroundings around = root.surroundings();
    Path file = root.settingsPath();
    SettingsEdit.write(file, "models", "use", chosen.label());
    around.out().println("In use: " + chosen.label() + "  (" + file + ")");
    ModelStore store = ModelPlaces.store(root);
    Map<Boolean, String> missing =
        chosen.set().all().stream()
            .filter(id -> !store.has(id))
            .map(store.catalog()::require)
            .collect(
                Collectors.partitioningBy(
                    card -> !card.sources().isEmpty(),
                    Collectors.mapping(card -> card.id().value(), Collectors.joining(" "))));
    if (!missing.get(true).isEmpty()) {
      around.out().println("Not here yet: mien models pull " + missing.get(true));
    }
    if (!missing.get(false).isEmpty()) {
      around.out().println("Not here, and not published in this form: " + missing.get(false));
    }
    return ExitCode.OK;
  }
}
