package mien.bench.pipeline;

import static mien.bench.report.Numbers.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import mien.bench.metrics.Sample;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.bench.report.ResultFile;
import mien.core.MienException;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.FaceEngine;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoHeader;
import mien.engine.image.PhotoLimits;
import mien.engine.model.ModelSet;

/**
 * {@code mien bench overhead}: for photos of a megapixel and less, the engine's wall time by the
 * time that the networks themselves take inside it, for the very same tensors.
 */
public final class OverheadBench {

  private static final long MEGAPIXEL = 1_000_000;

  private OverheadBench() {}

  private record Spent(double wall, double networks, long runs, int photos) {
    /** Milliseconds a photo that are not the networks'. */
    double ours() {
      return (wall - networks) / photos;
    }
  }

  /** Measures and writes {@code overhead.md}. */
  public static void run(List<String> arguments) throws IOException {
    List<String> known = new ArrayList<>(Engines.OPTIONS);
    known.addAll(List.of("data", "out", "rounds", "photos"));
    Words words = Words.of(arguments, known);
    int rounds = words.number("rounds", 1, 5);
    List<byte[]> photos =
        photos(words.path("data", Path.of("../shared/photos")), words.number("photos", 1, 60));
    EngineConfig config = Engines.config(words).withCapacity(c -> c.withThreads(1));
    Map<String, Set<Aspect>> cases = new LinkedHashMap<>();
    cases.put("boxes and points", Set.of());
    cases.put("and embeddings", Set.of(Aspect.EMBEDDING));
    cases.put("everything", EnumSet.allOf(Aspect.class));
    ResultFile page =
        new ResultFile("Overhead", "./mien bench overhead " + String.join(" ", arguments));
    page.paragraph(
        photos.size()
            + " JPEG photos of at most a megapixel, with faces, bytes in memory, one thread, one"
            + " warm-up pass and "
            + rounds
            + " measured. The networks' time is what the engine's own forward passes took,"
            + " without filling their input; everything else is ours: decoding, letterbox,"
            + " decoding of outputs, alignment, crops. The bar is 2 ms of ours a photo with"
            + " embeddings: a share says less and less as the networks get faster.");
    Map<String, EngineConfig> configs = new LinkedHashMap<>();
    if (words.text("detector").isPresent() || words.text("use").isPresent()) {
      configs.put("as chosen", config);
    } else {
      configs.put("the default", config);
      configs.put(
          "the default before it (`--use open`)", config.withModels(m -> m.withSet(ModelSet.OPEN)));
    }
    configs.forEach((name, one) -> measure(page, name, one, cases, photos, rounds));
    page.write(words.path("out", Path.of("docs/results")).resolve("overhead.md"));
  }

  private static void measure(
      ResultFile page,
      String name,
      EngineConfig config,
      Map<String, Set<Aspect>> cases,
      List<byte[]> photos,
      int rounds) {
    List<List<String>> rows = new ArrayList<>();
    String models = "";
    for (Map.Entry<String, Set<Aspect>> one : cases.entrySet()) {
      LongAdder nanoseconds = new LongAdder();
      LongAdder runs = new LongAdder();
      try (FaceEngine engine =
          FaceEngine.open(
              config.withAspects(one.getValue()),
              model -> new TimedModel(model, nanoseconds, runs))) {
        models = Engines.describe(engine, config);
        once(engine, one.getValue(), photos, nanoseconds, runs);
        List<Spent> spent = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          spent.add(once(engine, one.getValue(), photos, nanoseconds, runs));
        }
        rows.add(row(one.getKey(), spent));
      }
    }
    page.section(name);
    page.paragraph(models);
    page.table(
        List.of(
            "asked for",
            "wall ms a photo",
            "networks ms a photo",
            "passes a photo",
            "ours ms a photo"),
        rows);
  }

  private static List<byte[]> photos(Path data, int most) throws IOException {
    PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
    List<byte[]> photos = new ArrayList<>();
    for (String folder : List.of("detect", "identity", "landmarks", "lfw")) {
      try (Stream<Path> files = Files.list(data.resolve(folder))) {
        List<Path> jpegs =
            files
                .filter(file -> file.toString().endsWith(".jpg"))
                .filter(file -> !file.getFileName().toString().startsWith("none"))
                .sorted()
                .limit(most / 4)
                .toList();
        for (Path file : jpegs) {
          byte[] bytes = Files.readAllBytes(file);
          PhotoHeader header = decoder.header(bytes);
          if ((long) header.width() * header.height() <= MEGAPIXEL) {
            photos.add(bytes);
          }
        }
      } catch (MienException e) {
        System.err.println("left out: a photo that is refused (" + e.code() + ")");
      }
    }
    return photos;
  }

  private static Spent once(
      FaceEngine engine,
      Set<Aspect> wanted,
      List<byte[]> photos,
      LongAdder nanoseconds,
      LongAdder runs) {
    nanoseconds.reset();
    runs.reset();
    long start = System.nanoTime();
    for (byte[] photo : photos) {
      engine.analyze(photo, wanted);
    }
    return new Spent(
        (System.nanoTime() - start) / 1e6, nanoseconds.sum() / 1e6, runs.sum(), photos.size());
  }

  private static List<String> row(String name, List<Spent> spent) {
    int photos = spent.getFirst().photos();
    Sample wall = Sample.of(spent.stream().map(Spent::wall).toList());
    Sample networks = Sample.of(spent.stream().map(Spent::networks).toList());
    Sample ours = Sample.of(spent.stream().map(Spent::ours).toList());
    return List.of(
        name,
        number(wall.median() / photos),
        number(networks.median() / photos),
        number((double) spent.getFirst().runs() / photos),
        number(ours.median()));
  }
}
