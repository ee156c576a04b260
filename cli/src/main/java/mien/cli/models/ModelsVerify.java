package mien.cli.models;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelIds;
import mien.cli.command.ModelPlaces;
import mien.cli.command.Surroundings;
import mien.cli.terminal.Ink;
import mien.core.MienException;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien models verify}. */
@Command(
    name = "verify",
    description = "Check size and SHA-256 of the models that are here, or of those named.")
final class ModelsVerify implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      completionCandidates = ModelIds.Any.class,
      description = "Models; all that are here if none.")
  @Nullable List<String> ids;

  private final MienCommand root;

  ModelsVerify(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    around.interruption().watch();
    ModelStore store = ModelPlaces.store(root);
    List<ModelCard> cards =
        ids == null
            ? store.catalog().cards().stream().filter(card -> store.has(card.id())).toList()
            : ids.stream().map(word -> ModelWords.card(store.catalog(), word)).toList();
    Ink ink = root.outInk();
    boolean wrong = false;
    for (ModelCard card : cards) {
      if (around.interruption().requested()) {
        return around.interruption().status();
      }
      try {
        Path file = store.verify(card.id());
        around.out().println(ink.good("right  ") + card.id() + ink.faint("  " + file));
      } catch (MienException e) {
        wrong = true;
        around.out().println(ink.bad("wrong  ") + card.id() + "  " + e.getMessage());
      }
      around.out().flush();
    }
    if (cards.isEmpty()) {
      around.out().println("No model is here; 'mien models pull' fetches the default ones.");
    }
    return wrong || cards.isEmpty() ? ExitCode.REFUSED : ExitCode.OK;
  }
}
