package mien.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.bench.report.ResultFile;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.FaceEngine;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;

/**
 * {@code mien bench calibrate}: the error curves of one recognizer, as its card has them. Prints
 * the lines of the card too. No value of a single person is written.
 */
public final class CalibrationBench {

  private CalibrationBench() {}

  /** Measures one recognizer and writes {@code calibration-RECOGNIZER.md}. */
  public static void run(List<String> arguments) throws IOException {
    List<String> known = new ArrayList<>(Engines.OPTIONS);
    known.addAll(List.of("data", "out", "name"));
    Words words = Words.of(arguments, known);
    LabeledPhotos data = new LabeledPhotos(words.path("data", Path.of("../shared/photos")));
    Path out = words.path("out", Path.of("docs/results"));
    EngineConfig config = Engines.config(words).withAspects(Set.of(Aspect.EMBEDDING));
    try (FaceEngine engine = FaceEngine.open(config)) {
      String recognizer = id(engine, ModelTask.RECOGNITION);
      String detector = id(engine, ModelTask.DETECTION);
      ResultFile page =
          new ResultFile(
              "Calibration of " + recognizer,
              "./mien bench calibrate " + String.join(" ", arguments));
      page.paragraph(Engines.describe(engine, config));
      Strangers strangers = Strangers.of(data);
      GenuinePairs genuine = GenuinePairs.of(data);
      List<String> photos = new ArrayList<>(VerificationPart.photos(data));
      photos.addAll(strangers.photos());
      data.analyze(engine, EnumSet.of(Aspect.EMBEDDING), photos);
      CalibrationPart part = new CalibrationPart(data, detector);
      part.write(genuine, strangers, page);
      BystanderPart.write(data, page);
      page.section("The card's lines").paragraph("```java\n" + part.cardLines() + "```");
      page.write(out.resolve(words.text("name").orElse("calibration-" + recognizer) + ".md"));
    }
  }

  private static String id(FaceEngine engine, ModelTask task) {
    return engine.report().models().stream()
        .map(model -> model.card())
        .filter(card -> card.task() == task)
        .map(ModelCard::id)
        .findFirst()
        .orElseThrow()
        .value();
  }
}
