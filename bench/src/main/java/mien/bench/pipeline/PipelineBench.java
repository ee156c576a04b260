package mien.bench.pipeline;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.bench.report.Machine;
import mien.bench.report.Peer;
import mien.bench.report.ResultFile;
import mien.bench.report.Timings;
import mien.core.face.ModelId;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoLimits;
import mien.engine.model.ModelCatalog;

/**
 * {@code mien bench pipeline}: 12- and 24-megapixel JPEGs, every face detected, aligned and
 * embedded: ours against the usual Python pipeline, the same files and the same weights, in turn.
 */
public final class PipelineBench {

  private static final String OURS = "mien, 2 photos at once";
  private static final String ONE = "Python, 1 process, 2 threads";
  private static final String TWO = "Python, 2 processes, 1 thread each";

  /** Values of an embedding of the default recognizer. */
  private static final int DIMENSION = 512;

  private final Words words;
  private final Path scripts;
  private final int rounds;
  private final int count;
  private final List<Path> folders;

  private PipelineBench(Words words) {
    this.words = words;
    this.scripts = words.path("scripts", Path.of("bench/python"));
    this.rounds = words.number("rounds", 1, 5);
    this.count = words.number("photos", 2, 16);
    this.folders = Engines.config(words).models().folders();
  }

  /** Measures and writes {@code pipeline.md}. */
  public static void run(List<String> arguments) throws IOException {
    Words words =
        Words.of(
            arguments, List.of("data", "models", "scripts", "rounds", "photos", "out", "folder"));
    new PipelineBench(words).measure(arguments);
  }

  private void measure(List<String> arguments) throws IOException {
    ResultFile page =
        new ResultFile(
            "Whole photos against the usual Python pipeline",
            "./mien bench pipeline " + String.join(" ", arguments));
    List<String> ours =
        List.of(
            "--models",
            String.join(":", folders.stream().map(Path::toString).toList()),
            "--threads",
            "2");
    for (int megapixels : new int[] {12, 24}) {
      for (int faces : new int[] {2, 20}) {
        Path folder = photos(megapixels, faces);
        Path detectors = Files.createTempDirectory("mien-detectors");
        FixedDetectors.write(
            file("fr_detect"), detectors, new PhotoDecoder(PhotoLimits.DEFAULT), files(folder));
        try (Sides sides =
            new Sides(
                Peer.java(EnginePeer.class, ours),
                python(detectors, 2, "linear"),
                python(detectors, 1, "linear"),
                python(detectors, 1, "linear"),
                python(detectors, 2, "area"))) {
          if (megapixels == 12 && faces == 2) {
            page.paragraph(
                "The default's networks on both sides: `fr_detect` at two sizes, BlazeFace and the"
                    + " mesh for each face, `fr_feature`. "
                    + sides.one().ask("versions")
                    + ". Each side is a process of its own; a round gives every side all photos,"
                    + " in turn; two cores for each. Python believes the mesh's first flag and"
                    + " runs one face at a time; ours looks at doubtful faces up to seven times"
                    + " more, and turns photos without a sure face. Photos are made for the run"
                    + " from real ones (bench/python/make_photos.py) and removed.");
          }
          report(page, megapixels, faces, files(folder), sides);
        } finally {
          remove(folder);
          remove(detectors);
        }
      }
    }
    page.write(words.path("out", Path.of("docs/results")).resolve("pipeline.md"));
  }

  /** The processes: ours, theirs alone, theirs as a pair, and theirs with another reduction. */
  private record Sides(Peer engine, Peer one, Peer left, Peer right, Peer area)
      implements AutoCloseable {
    @Override
    public void close() {
      List.of(engine, one, left, right, area).forEach(Peer::close);
    }
  }

  private Peer python(Path detectors, int threads, String shrink) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(scripts.resolve("pipeline.py").toString());
    arguments.add(detectors.toString());
    for (String id : List.of("mediapipe_blazeface_short", "mediapipe_face_mesh", "fr_feature")) {
      arguments.add(file(id).toString());
    }
    arguments.add("" + threads);
    arguments.add(shrink);
    return Peer.python(Map.of(), arguments);
  }

  private Path file(String id) throws IOException {
    String name = ModelCatalog.builtIn().require(new ModelId(id)).fileName();
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () -> new IOException(name + " is in none of " + folders + "; run 'mien models pull'"));
  }

  private Path photos(int megapixels, int faces) throws IOException {
    Path parent = words.path("folder", Path.of(System.getProperty("java.io.tmpdir")));
    Path folder = Files.createTempDirectory(parent, "mien-photos");
    Process making =
        new ProcessBuilder(
                System.getProperty("mien.bench.python", "/usr/bin/python3"),
                scripts.resolve("make_photos.py").toString(),
                words.path("data", Path.of("../shared/photos")).toString(),
                folder.toString(),
                "" + megapixels,
                "" + count,
                "" + faces)
            .inheritIO()
            .start();
    try {
      if (making.waitFor() != 0) {
        throw new IOException("make_photos.py failed");
      }
    } catch (InterruptedException e) {
      making.destroy();
      throw new IOException("interrupted", e);
    }
    return folder;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static void remove(Path folder) throws IOException {
    for (String file : files(folder)) {
      Files.delete(Path.of(file));
    }
    Files.delete(folder);
  }

  private Timings speed(List<String> files, Sides sides) throws IOException {
    Timings timings = new Timings();
    String all = "all\t" + String.join("\t", files);
    // Warms our compiler and the file cache of both; not measured.
    for (int i = 0; i < 3; i++) {
      sides.engine().ask(all);
    }
    sides.one().ask(all);
    for (int round = 0; round < rounds; round++) {
      timings.add(OURS, milliseconds(sides.engine().ask(all)));
      timings.add(ONE, milliseconds(sides.one().ask(all)));
      timings.add(TWO, halves(files, sides.left(), sides.right()));
    }
    return timings;
  }

  private static double halves(List<String> files, Peer left, Peer right) throws IOException {
    List<String> even = new ArrayList<>();
    List<String> odd = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      (i % 4 < 2 ? even : odd).add(files.get(i));
    }
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = threads.submit(() -> left.ask("all\t" + String.join("\t", even)));
      Future<String> second = threads.submit(() -> right.ask("all\t" + String.join("\t", odd)));
      first.get();
      second.get();
      return (System.nanoTime() - start) / 1e6;
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("a Python process failed", e);
    }
  }

  private static double milliseconds(String answer) {
    return Double.parseDouble(answer.split(" ", 2)[0]);
  }

  private void report(ResultFile page, int megapixels, int most, List<String> files, Sides sides)
      throws IOException {
    Timings timings = speed(files, sides);
    Map<String, Long> memory = new LinkedHashMap<>();
    memory.put(OURS, Machine.peakResidentBytes(sides.engine().id()));
    memory.put(ONE, Machine.peakResidentBytes(sides.one().id()));
    memory.put(
        TWO,
        Machine.peakResidentBytes(sides.left().id())
            + Machine.peakResidentBytes(sides.right().id()));
    List<List<SeenFace>> ours = seen(sides.engine(), files);
    List<List<SeenFace>> linear = seen(sides.one(), files);
    List<List<SeenFace>> area = seen(sides.area(), files);
    int faces = ours.stream().mapToInt(List::size).sum();
    page.section(megapixels + " megapixels, at most " + most + " faces");
    page.paragraph(
        files.size() + " photos, " + fixed((double) faces / files.size(), 1) + " faces a photo.");
    List<List<String>> rows = new ArrayList<>();
    memory.forEach(
        (side, bytes) ->
            rows.add(
                List.of(
                    side,
                    number(files.size() / (timings.median(side) / 1000)),
                    number(timings.ratio(side, OURS)),
                    "" + (bytes >> 20))));
    page.table(List.of("", "photos a second", "ours by this", "peak resident memory, MB"), rows);
    SameFaces.table(
        page,
        List.of(
            SameFaces.of("ours by Python", ours, linear),
            SameFaces.of("ours by Python with INTER_AREA", ours, area),
            SameFaces.of("Python with INTER_AREA by Python", area, linear)));
  }

  private List<List<SeenFace>> seen(Peer side, List<String> files) throws IOException {
    List<List<SeenFace>> all = new ArrayList<>();
    for (String file : files) {
      all.add(SeenFace.parse(side.ask("analyze\t" + file), DIMENSION));
    }
    return all;
  }
}
