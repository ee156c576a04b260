package mien.cli.compare;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import mien.cli.command.EngineAccess;
import mien.cli.command.EngineAccess.OpenedEngine;
import mien.cli.command.EngineOptions;
import mien.cli.command.EngineOptions.Job;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.Surroundings;
import mien.cli.faces.FaceJson;
import mien.cli.faces.PhotoBytes;
import mien.cli.fault.CliFault;
import mien.core.FaultCode;
import mien.core.MienException;
import mien.core.compare.ComparisonDecision;
import mien.engine.Aspect;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.model.ModelCard;
import mien.studio.compare.ChosenFace;
import mien.studio.compare.CompareSettings;
import mien.studio.compare.Comparison;
import mien.studio.compare.LocalFaceProvider;
import mien.studio.compare.PhotoComparer;
import mien.studio.compare.Question;
import mien.studio.compare.Selection;
import mien.studio.compare.ThresholdRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien compare}: the verdict of the page, at the terminal. Nothing is stored. */
@Command(
    name = "compare",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Tell whether two photos show the same person.",
    description = {
      "",
      "Says the verdict, how often it is wrong, and why there is none where the photos can't tell:"
          + " the same answer as the page of 'mien serve'. Nothing is stored.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 the same person, 1 different people, 2 wrong usage or a fault, 3 can't tell.",
      "",
      "Examples:",
      "  mien compare passport.jpg selfie.jpg",
      "  mien compare --face2 3 selfie.jpg party.jpg",
      "  mien compare --quiet a.jpg b.jpg && echo same"
    })
public final class CompareCommand implements Callable<Integer> {

  private static final int DIFFERENT = 1;
  private static final int CANNOT_TELL = 3;

  @Parameters(index = "0", paramLabel = "A", description = "A photo, or - for standard input.")
  String first;

  @Parameters(index = "1", paramLabel = "B", description = "Another photo.")
  String second;

  @Option(
      names = "--select",
      paramLabel = "WHICH",
      description =
          "More than one face: only (say which; the default), largest, or all (the most alike).")
  @Nullable Selection select;

  @Option(
      names = "--face1",
      paramLabel = "N",
      description = "Which face of A is meant, counted from 1.")
  @Nullable Integer face1;

  @Option(names = "--face2", paramLabel = "N", description = "Which face of B is meant.")
  @Nullable Integer face2;

  @Option(
      names = "--false-match-rate",
      paramLabel = "X",
      description =
          "The share of different people that may pass for one person (default: 0.001, at the"
              + " threshold 0.35 unless more pass there).")
  @Nullable Double falseMatchRate;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print no result: the exit status says it.")
  boolean quiet;

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
    CompareSettings settings = root.settings().comparing();
    Question question = question();
    ThresholdRule rule = falseMatchRate == null ? settings.threshold() : rate(falseMatchRate);
    Job job = new Job(1, EnumSet.of(Aspect.AGE_GENDER, Aspect.EMBEDDING));
    try (OpenedEngine opened =
        EngineAccess.open(root, engineOptions, job, LocalFaceProvider::complete)) {
      PhotoBytes bytes = new PhotoBytes(around.in(), opened.config().capacity().photo().maxBytes());
      byte[] a = bytes.readNamed(first, around.folder());
      byte[] b = bytes.readNamed(second, around.folder());
      EngineFinder finder =
          new EngineFinder(opened.engine(), photo -> Arrays.equals(photo, a) ? first : second);
      try (LocalFaceProvider provider = LocalFaceProvider.over(finder, rule)) {
        Comparison compared =
            new PhotoComparer(provider, settings.bystanders()).compare(a, b, question);
        print(compared, provider.threshold(), opened.models());
        return status(compared);
      }
    } catch (MienException e) {
      if (json && !quiet && e.kind() != FaultCode.Kind.USAGE) {
        around.out().println(FaceJson.refusal(e));
      }
      throw e;
    }
  }

  private void print(Comparison compared, double threshold, List<ModelInUse> used) {
    if (quiet) {
      return;
    }
    Surroundings around = root.surroundings();
    List<String> files = List.of(first, second);
    List<ModelCard> models = used.stream().map(ModelInUse::card).toList();
    if (json) {
      around.out().println(ComparisonJson.line(files, compared, threshold, models));
    } else {
      ComparisonText.lines(files, compared, models, root.outInk()).forEach(around.out()::println);
    }
  }

  private static int status(Comparison compared) {
    return switch (compared) {
      case Comparison.NoFace _, Comparison.SeveralFaces _ -> CANNOT_TELL;
      case Comparison.Decided decided ->
          switch (decided.decision()) {
            case ComparisonDecision.Same _ -> ExitCode.OK;
            case ComparisonDecision.Different _ -> DIFFERENT;
            case ComparisonDecision.Inconclusive _, ComparisonDecision.Rejected _ -> CANNOT_TELL;
          };
    };
  }

  private Question question() {
    return new Question(
        select == null ? Selection.ONLY : select,
        true,
        known("--face1", face1),
        known("--face2", face2));
  }

  private static Question.Known known(String option, @Nullable Integer face) {
    if (face != null && face < 1) {
      throw usage(option + " counts from 1, but is " + face + ".");
    }
    Optional<ChosenFace> chosen =
        face == null ? Optional.empty() : Optional.of(new ChosenFace.ByIndex(face - 1));
    return new Question.Known(OptionalInt.empty(), Optional.empty(), chosen);
  }

  private static ThresholdRule rate(double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw usage("--false-match-rate must be above 0 and below 1, but is " + rate + ".");
    }
    return new ThresholdRule.Rate(rate);
  }

  private static MienException usage(String sentence) {
    return new MienException(CliFault.USAGE_OPTION, sentence);
  }
}
