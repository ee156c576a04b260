package mien.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.bench.report.ResultFile;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineConfig.EyeStrategy;
import mien.engine.FaceEngine;
import mien.engine.detect.DetectionOptions;

/**
 * {@code mien bench accuracy}: labeled photos through the engine; aggregates and curves only, no
 * value of a single person.
 */
public final class AccuracyBench {

  /** Far below the usual score, but not so far that every speck of a crowd meets the mesh. */
  private static final DetectionOptions ALL =
      new DetectionOptions(0.2, OptionalInt.empty(), OptionalInt.empty(), true, false, false);

  private AccuracyBench() {}

  /** Measures and writes {@code accuracy.md} and its pictures. */
  public static void run(List<String> arguments) throws IOException {
    List<String> known = new ArrayList<>(Engines.OPTIONS);
    known.addAll(List.of("data", "out", "name"));
    Words words = Words.of(arguments, known);
    LabeledPhotos data = new LabeledPhotos(words.path("data", Path.of("../shared/photos")));
    LabeledPhotos boxes = new LabeledPhotos(words.path("data", Path.of("../shared/photos")));
    Path out = words.path("out", Path.of("docs/results"));
    EngineConfig config = Engines.config(words).withAspects(EnumSet.allOf(Aspect.class));
    ResultFile page =
        new ResultFile("Accuracy", "./mien bench accuracy " + String.join(" ", arguments));
    EyePart eyes = new EyePart();
    try (FaceEngine engine = FaceEngine.open(config)) {
      page.paragraph(Engines.describe(engine, config));
      data.analyze(engine, EnumSet.allOf(Aspect.class), photos(data));
    }
    try (FaceEngine engine =
        FaceEngine.open(config.withAnalysis(a -> a.withAspects(Set.of()).withDetection(ALL)))) {
      boxes.analyze(engine, Set.of(), DetectionPart.photos(boxes));
    }
    VerificationPart.write(data, page, out);
    DetectionPart.write(boxes, config.analysis().detection().minConfidence(), page, out);
    HeadPart.write(data, page);
    AgePart.write(data, page, out);
    for (EyeStrategy strategy : EyeStrategy.values()) {
      LabeledPhotos judged = new LabeledPhotos(words.path("data", Path.of("../shared/photos")));
      try (FaceEngine engine =
          FaceEngine.open(
              config.withAnalysis(a -> a.withAspects(Set.of(Aspect.EYES)).withEyes(strategy)))) {
        judged.analyze(engine, Set.of(Aspect.EYES), EyePart.photos(judged));
      }
      eyes.score(strategy, judged);
    }
    eyes.write(page, out);
    SmallParts.liveness(data, page);
    SmallParts.quality(data, page);
    page.paragraph("Photos refused by the decoder: " + data.refused() + ".");
    page.write(out.resolve(words.text("name").orElse("accuracy") + ".md"));
  }

  private static List<String> photos(LabeledPhotos data) throws IOException {
    List<String> photos = new ArrayList<>(VerificationPart.photos(data));
    photos.addAll(HeadPart.photos(data));
    photos.addAll(AgePart.photos(data));
    photos.addAll(SmallParts.photos(data));
    return photos.stream().distinct().collect(Collectors.toList());
  }
}
