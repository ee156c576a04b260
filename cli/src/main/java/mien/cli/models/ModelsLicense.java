package mien.cli.models;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelIds;
import mien.cli.terminal.Ink;
import mien.engine.model.License;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien models license}. */
@Command(
    name = "license",
    description = "Show what the weights may be used for: of all models, or of one.")
final class ModelsLicense implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      completionCandidates = ModelIds.Any.class,
      description = "A model.")
  @Nullable String id;

  private final MienCommand root;

  ModelsLicense(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    ModelCatalog catalog = ModelCatalog.builtIn();
    Ink ink = root.outInk();
    List<String> lines = id == null ? all(catalog, ink) : one(ModelWords.card(catalog, id), ink);
    lines.forEach(root.surroundings().out()::println);
    return ExitCode.OK;
  }

  private static List<String> all(ModelCatalog catalog, Ink ink) {
    Comparator<License> openFirst =
        Comparator.comparing(License::commercialUse)
            .reversed()
            .thenComparing(License::name)
            .thenComparing(License::note);
    Map<License, List<ModelCard>> byLicense =
        catalog.cards().stream()
            .collect(
                Collectors.groupingBy(
                    ModelCard::license, () -> new TreeMap<>(openFirst), Collectors.toList()));
    List<String> lines = new java.util.ArrayList<>();
    byLicense.forEach(
        (license, cards) -> {
          lines.add(name(license, ink));
          if (!license.note().isEmpty()) {
            lines.add("  (" + license.note() + ")");
          }
          cards.forEach(card -> lines.add("  " + card.id()));
        });
    lines.add("");
    lines.add(
        "These are the licenses of the weights as their publishers state them. Nearly all face");
    lines.add("models were trained on photos collected from the web: get legal advice before a");
    lines.add("product depends on one.");
    return lines;
  }

  private static List<String> one(ModelCard card, Ink ink) {
    List<String> lines = new java.util.ArrayList<>();
    lines.add(ink.strong(card.id().value()) + ": " + name(card.license(), ink));
    if (!card.license().note().isEmpty()) {
      lines.add("  " + card.license().note());
    }
    card.termsNotice().ifPresent(notice -> lines.add("  " + notice));
    for (ModelSource source : card.sources()) {
      lines.add(ink.faint("  published at " + source.text()));
    }
    return lines;
  }

  private static String name(License license, Ink ink) {
    return license.name()
        + ", "
        + (license.commercialUse() ? ink.good("any use") : ink.warning("non-commercial use only"));
  }
}
