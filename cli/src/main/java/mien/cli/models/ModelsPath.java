package mien.cli.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelIds;
import mien.cli.command.ModelPlaces;
import mien.cli.command.Surroundings;
import mien.cli.terminal.Amounts;
import mien.cli.terminal.Ink;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelFolders;
import mien.engine.model.ModelStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien models path}. */
@Command(
    name = "path",
    description = "Show the folders that models are looked for in, or the file of one model.")
final class ModelsPath implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      completionCandidates = ModelIds.Any.class,
      description = "A model.")
  @Nullable String id;

  private final MienCommand root;

  ModelsPath(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    ModelStore store = ModelPlaces.store(root);
    if (id != null) {
      ModelCard card = ModelWords.card(store.catalog(), id);
      Optional<Path> file = store.find(card.id());
      file.ifPresentOrElse(
          around.out()::println,
          () -> around.err().println("The model " + card.id() + " is not here."));
      return file.isPresent() ? ExitCode.OK : ExitCode.REFUSED;
    }
    ModelFolders folders = ModelPlaces.of(root);
    Ink ink = root.outInk();
    for (Path folder : folders.search()) {
      String pulled = folders.download().filter(folder::equals).isPresent() ? ", pulled ones" : "";
      around.out().println(folder + ink.faint("  " + content(folder) + pulled));
    }
    return ExitCode.OK;
  }

  private static String content(Path folder) {
    if (!Files.isDirectory(folder)) {
      return "does not exist";
    }
    long found =
        ModelCatalog.builtIn().cards().stream()
            .filter(card -> Files.isRegularFile(folder.resolve(card.fileName())))
            .count();
    return Amounts.count(found, "model", "models");
  }
}
