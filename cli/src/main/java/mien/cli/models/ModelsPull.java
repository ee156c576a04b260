package mien.cli.models;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelIds;
import mien.cli.command.ModelPlaces;
import mien.cli.command.PullReport;
import mien.cli.command.Surroundings;
import mien.cli.terminal.Ink;
import mien.core.MienException;
import mien.engine.model.Mirror;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelPuller;
import mien.engine.model.ModelStore;
import mien.engine.model.PullOutcome;
import mien.engine.model.PullPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien models pull}. */
@Command(
    name = "pull",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Fetch models into the user's data folder. Each is verified before it gets its name; an"
          + " interrupted download continues. Packs: registry (the default weights), open (any"
          + " use), insightface (non-commercial)."
    })
final class ModelsPull implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "PACK|ID",
      completionCandidates = ModelIds.Packs.class,
      description = "What to fetch (default: registry).")
  @Nullable List<String> words;

  @Option(
      names = "--mirror",
      paramLabel = "URL|DIR",
      description = "Look here first; may be given several times.")
  @Nullable List<String> mirrors;

  @Option(
      names = "--accept-license",
      description = "Accept the terms of non-commercial models without being asked.")
  boolean acceptLicense;

  /** The spelling of earlier versions. */
  @Option(names = "--accept-licence", hidden = true)
  boolean acceptLicence;

  private final MienCommand root;

  ModelsPull(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    Surroundings around = root.surroundings();
    around.interruption().watch();
    ModelStore store = ModelPlaces.store(root);
    Path folder = ModelPlaces.download(root);
    Ink ink = root.outInk();
    List<ModelCard> missing = new ArrayList<>();
    for (ModelCard card : cards(store.catalog(), words == null ? List.of("registry") : words)) {
      Optional<Path> good = goodFile(store, card);
      good.ifPresent(file -> around.out().println(PullReport.here(card.id(), file, ink)));
      if (good.isEmpty()) {
        missing.add(card);
      }
    }
    if (missing.isEmpty()) {
      return ExitCode.OK;
    }
    List<Mirror> first = mirrors == null ? List.of() : mirrors.stream().map(Mirror::parse).toList();
    try (ModelPuller puller =
            new ModelPuller(
                folder, first, PullPolicy.DEFAULT, InstantSource.system(), around.environment());
        PullReport report =
            new PullReport(
                around, root.progress(), acceptLicense || acceptLicence, root.errInk())) {
      List<PullOutcome> outcomes = puller.pull(missing, report);
      report.hide();
      PullReport.lines(outcomes, ink).forEach(around.out()::println);
      return outcomes.stream().allMatch(ModelsPull::good) ? ExitCode.OK : ExitCode.REFUSED;
    } catch (InterruptedException e) {
      if (around.interruption().requested()) {
        around.err().println("Interrupted; the same command continues from here.");
        return around.interruption().status();
      }
      throw e;
    }
  }

  /** A file that is somewhere already and is right; a wrong one is fetched again. */
  private static Optional<Path> goodFile(ModelStore store, ModelCard card) {
    if (!store.has(card.id())) {
      return Optional.empty();
    }
    try {
      return Optional.of(store.verify(card.id()));
    } catch (MienException _) {
      return Optional.empty();
    }
  }

  private static List<ModelCard> cards(ModelCatalog catalog, List<String> words) {
    List<ModelCard> cards = new ArrayList<>();
    for (String word : words) {
      Optional<ModelPack> pack =
          List.of(ModelPack.values()).stream().filter(p -> p.label().equals(word)).findFirst();
      if (pack.isPresent()) {
        cards.addAll(pack.get().cards(catalog));
      } else {
        cards.add(ModelWords.card(catalog, word));
      }
    }
    return cards.stream().distinct().toList();
  }

  private static boolean good(PullOutcome outcome) {
    return switch (outcome) {
      case PullOutcome.AlreadyThere _, PullOutcome.Pulled _ -> true;
      case PullOutcome.Declined _, PullOutcome.Failed _, PullOutcome.NoRegistry _ -> false;
    };
  }
}
