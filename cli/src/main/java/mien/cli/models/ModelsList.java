package mien.cli.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelPlaces;
import mien.cli.settings.Words;
import mien.cli.terminal.Amounts;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.cli.terminal.TextTable;
import mien.cli.terminal.TextTable.Cell;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelSet;
import mien.engine.model.ModelSource;
import mien.engine.model.ModelStore;
import mien.engine.model.ModelTask;
import mien.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mien models list}. */
@Command(
    name = "list",
    description = "Show every known model, its license, and whether it is here.")
final class ModelsList implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON object per model, one per line.")
  boolean json;

  private final MienCommand root;

  ModelsList(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    ModelStore store = ModelPlaces.store(root);
    ModelSet taken = ModelPlaces.taken(root.settings());
    if (json) {
      store
          .catalog()
          .cards()
          .forEach(card -> root.surroundings().out().println(line(store, taken, card)));
    } else {
      lines(store, taken, root.outInk()).forEach(root.surroundings().out()::println);
    }
    return ExitCode.OK;
  }

  private static List<String> lines(ModelStore store, ModelSet taken, Ink ink) {
    TextTable table = new TextTable();
    table.row(head("", ink), head("model", ink), head("size", ink), head("license", ink));
    for (ModelTask task : ModelTask.values()) {
      List<ModelCard> cards = store.catalog().cards(task);
      if (!cards.isEmpty()) {
        table.row(Cell.of(""), Cell.of(Words.of(task).replace('-', ' '), ink::strong));
      }
      cards.forEach(card -> row(table, store, taken, card, ink));
    }
    List<String> lines = new java.util.ArrayList<>(table.lines(""));
    lines.add("");
    lines.add("* in use   + here   - not here: 'mien models pull MODEL' fetches it");
    lines.add("In use is the pack '" + taken.name() + "'; 'mien models use PACK' takes another.");
    lines.add("Models marked non-commercial may not be used in a product or a business.");
    return lines;
  }

  private static void row(
      TextTable table, ModelStore store, ModelSet taken, ModelCard card, Ink ink) {
    Optional<Path> file = store.find(card.id());
    boolean standard = taken.all().contains(card.id());
    String mark = standard ? "*" : file.isPresent() ? "+" : "-";
    String terms = ModelWords.use(card);
    table.row(
        Cell.of(
            "  " + mark,
            standard && file.isEmpty()
                ? ink::bad
                : standard ? ink::good : file.isPresent() ? ink::strong : ink::faint),
        Cell.of(card.id().value()),
        Cell.number(card.bytes() == 0 ? "?" : Amounts.bytes(card.bytes())),
        Cell.of(terms, card.license().commercialUse() ? ink::good : ink::warning),
        Cell.of(card.license().name()),
        Cell.of(
            file.map(path -> SafeText.of(path.toString())).orElse(published(card, standard)),
            ink::faint));
  }

  private static String published(ModelCard card, boolean inUse) {
    return (inUse ? "not here" : "")
        + (card.sources().isEmpty() ? (inUse ? ", " : "") + "not published in this form" : "");
  }

  private static Cell head(String text, Ink ink) {
    return Cell.of(text, ink::faint);
  }

  private static String line(ModelStore store, ModelSet taken, ModelCard card) {
    return Json.of(
        new Listed(
            card.id().value(),
            Words.of(card.task()),
            Words.of(card.family()),
            card.bytes(),
            card.sha256(),
            card.license().name(),
            card.license().commercialUse(),
            taken.all().contains(card.id()),
            store.find(card.id()).map(Path::toString),
            card.sources().stream().map(ModelSource::text).toList()));
  }

  private record Listed(
      String id,
      String task,
      String family,
      long bytes,
      String sha256,
      String license,
      boolean commercialUse,
      boolean inUse,
      Optional<String> file,
      List<String> sources) {}
}
