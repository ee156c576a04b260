package mien.cli.models;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelPlaces;
import mien.cli.command.Surroundings;
import mien.cli.fault.CliFault;
import mien.cli.settings.SettingsEdit;
import mien.cli.settings.Words;
import mien.core.MienException;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien models use}. */
@Command(
    name = "use",
    description = {
      "Choose the pack whose models are used: registry (the default), open or insightface.",
      "Where a pack has no model for a task, the registry's is used. This writes models.use into",
      "your settings file."
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
                        CliFault.USAGE_PACK,
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
    List<ModelCard> missing =
        chosen.set().all().stream()
            .filter(id -> !store.has(id))
            .map(store.catalog()::require)
            .toList();
    tell(around, "Not here yet: mien models pull ", missing, card -> !card.sources().isEmpty());
    tell(
        around,
        "Not here, and not published in this form: ",
        missing,
        card -> card.sources().isEmpty());
    return ExitCode.OK;
  }

  private static void tell(
      Surroundings around, String words, List<ModelCard> missing, Predicate<ModelCard> which) {
    String ids =
        missing.stream().filter(which).map(card -> card.id().value()).collect(joining(" "));
    if (!ids.isEmpty()) {
      around.out().println(words + ids);
    }
  }
}
