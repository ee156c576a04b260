package mien.cli.compare;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import mien.cli.EngineDesk;
import mien.cli.EngineDesk.OpenedEngine;
import mien.cli.EngineOptions;
import mien.cli.EngineOptions.Job;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import mien.cli.Surroundings;
import mien.cli.faces.FaceJson;
import mien.cli.faces.PhotoBytes;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.engine.Aspect;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;
import mien.studio.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien compare}. Nothing is stored. */
@Command(
    name = "compare",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Tell whether two photos show the same person.",
    description = {
      "",
      "Compares the largest face of each photo. The decision is made at a threshold that was measured"
          + " for the recognizer; a recognizer without one gives a similarity and no decision."
          + " Nothing is stored.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 a decision was made, 1 none was, 2 wrong usage.",
      "",
      "Examples:",
      "  mien compare passport.jpg selfie.jpg",
      "  mien compare --false-match-rate 0.0001 --json a.jpg b.jpg"
    })
public final class CompareCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "A", description = "A photo, or - for standard input.")
  String first;

  @Parameters(index = "1", paramLabel = "B", description = "Another photo.")
  String second;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(
      names = "--false-match-rate",
      paramLabel = "X",
      description =
          "The share of different people that may be taken for the same (default: 0.001).")
  @Nullable Double falseMatchRate;

  @Mixin EngineOptions engineOptions;

  private final MienCommand root;

  /** Makes the command. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public CompareCommand(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    double rate =
        falseMatchRate != null ? falseMatchRate : root.settings().compare().falseMatchRate();
    if (!(rate > 0 && rate < 1)) {
      throw new MienException(
          Blame.USER, "usage.option", "--false-match-rate must be above 0 and below 1.");
    }
    Set<Aspect> wanted = EnumSet.of(Aspect.EMBEDDING);
    try (OpenedEngine opened = EngineDesk.open(root, engineOptions, new Job(1, wanted))) {
      ModelCard recogniser = recogniser(opened);
      PhotoBytes bytes = new PhotoBytes(around.in(), opened.config().limits().maxBytes());
      FaceChoice a = choice(opened, bytes, first, wanted);
      FaceChoice b = choice(opened, bytes, second, wanted);
      Comparison comparison = Comparison.of(a, b, recogniser, rate);
      if (json) {
        around.out().println(ComparisonJson.line(a, b, comparison, recogniser.id()));
      } else {
        ComparisonText.lines(a, b, comparison, recogniser.id(), root.outInk())
            .forEach(around.out()::println);
      }
      return comparison instanceof Comparison.Decided ? ExitCode.OK : ExitCode.REFUSED;
    } catch (MienException e) {
      if (json && !e.code().startsWith("usage.") && !e.code().startsWith("settings.")) {
        around.out().println(Json.object(out -> FaceJson.error(out, e)));
      }
      throw e;
    }
  }

  private FaceChoice choice(
      OpenedEngine opened, PhotoBytes bytes, String word, Set<Aspect> wanted) {
    byte[] photo = bytes.readNamed(word, root.surroundings().folder());
    try {
      return FaceChoice.of(
          word, opened.engine().analyze(photo, wanted).requireComplete("this photo"));
    } catch (MienException e) {
      // Of two photos, the sentence must say which.
      throw new MienException(e.blame(), e.code(), word + ": " + e.getMessage(), e);
    }
  }

  private static ModelCard recogniser(OpenedEngine opened) {
    Optional<ModelCard> card =
        opened.models().stream()
            .map(model -> model.card())
            .filter(c -> c.task() == ModelTask.RECOGNITION)
            .findFirst();
    return card.orElseThrow(
        () ->
            new MienException(
                Blame.BUG, "compare.no-recogniser", "The engine was opened without a recogniser."));
  }
}
