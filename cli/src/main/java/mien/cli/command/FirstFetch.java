package mien.cli.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import mien.cli.settings.Settings.Fetch;
import mien.cli.terminal.Amounts;
import mien.core.MienException;
import mien.core.ProcessFault;
import mien.core.face.ModelId;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelPuller;
import mien.engine.model.ModelTask;
import mien.engine.model.NpmPackage;
import mien.engine.model.PullOutcome;
import mien.engine.model.PullPolicy;

/**
 * Fetches the weights that an engine is about to take and that this machine lacks: the one place
 * where a command uses the network without having been asked to. It says so first, and the setting
 * {@code models.fetch} holds.
 */
public final class FirstFetch {

  private FirstFetch() {}

  /**
   * Fetches what is missing.
   *
   * @return one sentence, with the command that mends it, if something is missing after all
   * @throws MienException USER {@code interrupted} if the user ended it
   */
  public static Optional<String> provide(MienCommand root, EngineConfig config) {
    Surroundings around = root.surroundings();
    List<ModelCard> missing = around.engines().missing(config);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String size = size(missing);
    Fetch fetch = root.settings().models().fetch();
    return switch (fetch) {
      case NEVER -> refused(size, "models.fetch is \"never\"");
      case ASK ->
          !around.inIsTerminal()
              ? refused(size, "models.fetch is \"ask\", and nothing can be asked here")
              : PullReport.asks(around, "mien needs open weights: " + size + ", once. Fetch them?")
                  ? pull(root, missing)
                  : refused(size, "they were declined");
      case ALWAYS -> {
        around.err().println("mien needs open weights: " + size + ", once");
        around.err().flush();
        yield pull(root, missing);
      }
    };
  }

  /**
   * Whether an engine opens without these models: it needs a detector, and what embeddings need.
   */
  static boolean canOpen(List<ModelCard> missing, EngineConfig config) {
    boolean embeds = config.analysis().aspects().contains(Aspect.EMBEDDING);
    List<ModelId> needed =
        embeds
            ? List.of(first(config, ModelTask.DETECTION), first(config, ModelTask.RECOGNITION))
            : List.of(first(config, ModelTask.DETECTION));
    return missing.stream().noneMatch(card -> needed.contains(card.id()));
  }

  private static ModelId first(EngineConfig config, ModelTask task) {
    return config.models().taken().first(task).orElseThrow();
  }

  private static Optional<String> pull(MienCommand root, List<ModelCard> missing) {
    Surroundings around = root.surroundings();
    try {
      Path folder = ModelPlaces.download(root);
      try (ModelPuller puller =
              new ModelPuller(
                  folder,
                  List.of(),
                  PullPolicy.DEFAULT,
                  InstantSource.system(),
                  around.environment());
          PullReport report = new PullReport(around, root.progress(), false, root.errInk())) {
        List<PullOutcome> outcomes = puller.pull(missing, report);
        report.hide();
        Optional<String> lack = PullReport.lack(outcomes);
        if (lack.isEmpty()) {
          around.err().println("The weights are in " + folder);
          around.err().flush();
          StartCache.renew();
        }
        return lack;
      }
    } catch (MienException e) {
      return switch (e.blame()) {
        case OPERATOR, BUSY, USER -> Optional.of("no weights: " + e.getMessage());
        case BUG -> throw e;
      };
    } catch (InterruptedException _) {
      throw new MienException(
          ProcessFault.INTERRUPTED, "Interrupted; the same command goes on from here.");
    }
  }

  private static Optional<String> refused(String size, String why) {
    return Optional.of(
        "mien needs open weights (" + size + "), but " + why + "; run: mien models pull");
  }

  private static String size(List<ModelCard> missing) {
    var packages = ModelPack.packages(missing);
    long bytes = packages.stream().mapToLong(NpmPackage::bytes).sum();
    return Amounts.count(packages.size(), "package", "packages") + ", " + Amounts.bytes(bytes);
  }
}
