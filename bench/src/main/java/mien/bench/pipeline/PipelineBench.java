package mien.bench.pipeline;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.number;
import static mien.bench.report.Numbers.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mien.bench.Words;
import mien.bench.metrics.Proportion;
import mien.bench.metrics.Sample;
import mien.bench.report.Machine;
import mien.bench.report.Peer;
import mien.bench.report.ResultFile;
import mien.bench.report.Timings;

/**
 * {@code mien bench pipeline}: 12- and 24-megapixel JPEGs, every face detected, aligned and
 * embedded: ours against the usual Python pipeline, the same files and the same weights, in turn.
 */
public final class PipelineBench {

  private static final String OURS = "mien, 2 photos at once";
  private static final String ONE = "Python, 1 process, 2 threads";
  private static final String TWO = "Python, 2 processes, 1 thread each";

  private final Words words;
  private final Path models;
  private final Path scripts;
  private final int rounds;
  private final int count;
  private final int dimension;

  private PipelineBench(Words words) {
    this.words = words;
    this.models = words.path("models", Path.of("../shared/models"));
    this.scripts = words.path("scripts", Path.of("bench/python"));
    this.rounds = words.number("rounds", 1, 5);
    this.count = words.number("photos", 2, 16);
    this.dimension = words.number("dimension", 1, 128);
  }

  /** Measures and writes {@code pipeline.md}. */
  public static void run(List<String> arguments) throws IOException {
    Words words =
        Words.of(
            arguments,
            List.of(
                "data",
                "models",
                "scripts",
                "rounds",
                "photos",
                "out",
                "folder",
                "detector",
                "recognizer",
                "detector-file",
                "recognizer-file",
                "dimension"));
    new PipelineBench(words).measure(arguments);
  }

  private void measure(List<String> arguments) throws IOException {
    ResultFile page =
        new ResultFile(
            "Whole photos against the usual Python pipeline",
            "./mien bench pipeline " + String.join(" ", arguments));
    String detector = words.text("detector").orElse("yunet_2023mar");
    String recognizer = words.text("recognizer").orElse("mobilefacenet_y1_128");
    List<String> python = new ArrayList<>();
    python.add(scripts.resolve("pipeline.py").toString());
    python.add(
        models
            .resolve(words.text("detector-file").orElse("face_detection_yunet_2023mar.onnx"))
            .toString());
    python.add(
        models.resolve(words.text("recognizer-file").orElse(recognizer + ".onnx")).toString());
    List<String> ours =
        List.of(
            "--models",
            models.toString(),
            "--detector",
            detector,
            "--recognizer",
            recognizer,
            "--alignment",
            "five-point",
            "--threads",
            "2");
    for (int megapixels : new int[] {12, 24}) {
      Path folder = photos(megapixels);
      List<String> single = new ArrayList<>(python);
      single.add("1");
      List<String> both = new ArrayList<>(python);
      both.add("2");
      try (Peer engine = Peer.java(EnginePeer.class, ours);
          Peer one = Peer.python(Map.of(), both);
          Peer left = Peer.python(Map.of(), single);
          Peer right = Peer.python(Map.of(), single)) {
        if (megapixels == 12) {
          page.paragraph(
              "Same weights on both sides: `"
                  + detector
                  + "` and `"
                  + recognizer
                  + "`, 640-pixel input, five-point alignment. "
                  + one.ask("versions")
                  + ". Each side is a process of its own; a round gives every side all photos, in"
                  + " turn; two cores for each. Photos are made for the run from real ones"
                  + " (bench/python/make_photos.py) and removed.");
        }
        List<String> files = files(folder);
        Timings timings = speed(files, engine, one, left, right);
        report(page, megapixels, files, timings, engine, one, left, right);
      } finally {
        remove(folder);
      }
    }
    page.write(words.path("out", Path.of("docs/results")).resolve("pipeline.md"));
  }

  private Path photos(int megapixels) throws IOException {
    Path parent = words.path("folder", Path.of(System.getProperty("java.io.tmpdir")));
    Path folder = Files.createTempDirectory(parent, "mien-photos");
    Process making =
        new ProcessBuilder(
                System.getProperty("mien.bench.python", "/usr/bin/python3"),
                scripts.resolve("make_photos.py").toString(),
                words.path("data", Path.of("../shared/photos")).toString(),
                folder.toString(),
                "" + megapixels,
                "" + count)
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

  private Timings speed(List<String> files, Peer engine, Peer one, Peer left, Peer right)
      throws IOException {
    Timings timings = new Timings();
    String all = "all\t" + String.join("\t", files);
    // Warms our compiler and everybody's file cache; not measured.
    for (int i = 0; i < 3; i++) {
      engine.ask(all);
    }
    one.ask(all);
    for (int round = 0; round < rounds; round++) {
      timings.add(OURS, milliseconds(engine.ask(all)));
      timings.add(ONE, milliseconds(one.ask(all)));
      timings.add(TWO, halves(files, left, right));
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
    return Double.parseDouble(answer.split(" ")[0]);
  }

  private void report(
      ResultFile page,
      int megapixels,
      List<String> files,
      Timings timings,
      Peer engine,
      Peer one,
      Peer left,
      Peer right)
      throws IOException {
    page.section(megapixels + " megapixels, " + files.size() + " photos");
    Map<String, Long> memory = new LinkedHashMap<>();
    memory.put(OURS, Machine.peakResidentBytes(engine.id()));
    memory.put(ONE, Machine.peakResidentBytes(one.id()));
    memory.put(TWO, Machine.peakResidentBytes(left.id()) + Machine.peakResidentBytes(right.id()));
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
    same(page, files, engine, one);
  }

  private void same(ResultFile page, List<String> files, Peer engine, Peer one) throws IOException {
    int extra = 0;
    List<Optional<SeenFace.Match>> matches = new ArrayList<>();
    for (String file : files) {
      List<SeenFace> ours = SeenFace.parse(engine.ask("analyze\t" + file), dimension);
      List<SeenFace> theirs = SeenFace.parse(one.ask("analyze\t" + file), dimension);
      List<Optional<SeenFace.Match>> found = SeenFace.match(ours, theirs);
      matches.addAll(found);
      extra += ours.size() - (int) found.stream().filter(Optional::isPresent).count();
    }
    List<SeenFace.Match> both = matches.stream().flatMap(Optional::stream).toList();
    Sample overlaps = Sample.of(both.stream().map(SeenFace.Match::overlap).toList());
    Sample cosines = Sample.of(both.stream().map(SeenFace.Match::cosine).toList());
    page.table(
        List.of("the same faces?", ""),
        List.of(
            List.of("of Python's faces, found by ours", ratio(both.size(), matches.size())),
            List.of("found by ours alone", "" + extra),
            List.of(
                "of both's, box overlap at least 0.9",
                ratio(both.stream().filter(m -> m.overlap() >= 0.9).count(), both.size())),
            List.of("box overlap, median", fixed(overlaps.median(), 3)),
            List.of(
                "of both's, cosine at least 0.99",
                ratio(both.stream().filter(m -> m.cosine() >= 0.99).count(), both.size())),
            List.of("cosine, median", fixed(cosines.median(), 4)),
            List.of("cosine, lowest twentieth", fixed(cosines.quantile(0.05), 4))));
  }

  private static String ratio(long some, long all) {
    return share(new Proportion(some, all));
  }
}
