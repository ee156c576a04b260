package mien.bench.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.core.MienException;
import mien.core.face.Box;
import mien.core.face.Embedding;
import mien.engine.AnalyzedFace;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.FaceEngine;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoResult.Read;
import mien.engine.PhotoResult.Refused;
import mien.engine.PhotoResult.Skipped;
import mien.engine.PhotoSource;
import mien.engine.Wanted;

/** Our side of {@code bench/python/pipeline.py}: the same words, in a process of its own. */
public final class EnginePeer {

  private EnginePeer() {}

  /**
   * Answers lines until the input ends; the arguments are those of {@link Engines}, and {@code
   * --aspects all} for more than embeddings.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> known = new ArrayList<>(Engines.OPTIONS);
    known.add("aspects");
    Words words = Words.of(Arrays.asList(arguments), known);
    Set<Aspect> wanted =
        words.text("aspects").orElse("embedding").equals("all")
            ? EnumSet.allOf(Aspect.class)
            : EnumSet.of(Aspect.EMBEDDING);
    EngineConfig config = Engines.config(words).withAspects(wanted);
    try (FaceEngine engine = FaceEngine.open(config);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> parts = Arrays.asList(line.split("\t"));
        List<String> paths = parts.subList(1, parts.size());
        String answer =
            switch (parts.getFirst()) {
              case "analyze" ->
                  faces(engine.analyze(Files.readAllBytes(Path.of(paths.getFirst())), wanted));
              case "all" -> all(engine, wanted, paths);
              case "models" -> Engines.describe(engine, config);
              default -> throw new IOException("unknown word " + parts.getFirst());
            };
        System.out.println(answer);
        System.out.flush();
      }
    }
  }

  private static String all(FaceEngine engine, Set<Aspect> wanted, List<String> paths) {
    AtomicInteger faces = new AtomicInteger();
    long start = System.nanoTime();
    engine.run(
        paths.stream().map(path -> PhotoSource.of(path, Path.of(path))).iterator(),
        Wanted.of(wanted),
        (_, look) -> look.faces().faces().size(),
        () -> false,
        (PhotoResult<Integer> result) -> {
          switch (result) {
            case Read(_, Integer found) -> faces.addAndGet(found);
            case Refused(_, MienException why) -> throw why;
            case Skipped<Integer> _ -> throw new IllegalStateException("a file is always read");
          }
        });
    return String.format(Locale.ROOT, "%.1f %d", (System.nanoTime() - start) / 1e6, faces.get());
  }

  private static String faces(PhotoFaces found) {
    StringBuilder text = new StringBuilder().append(found.faces().size());
    for (AnalyzedFace face : found.faces()) {
      Box box = face.detection().box();
      for (double v : new double[] {box.x1(), box.y1(), box.x2(), box.y2()}) {
        text.append(String.format(Locale.ROOT, " %.3f", v));
      }
      text.append(String.format(Locale.ROOT, " %.4f", face.detection().score()));
      Embedding embedding = face.embedding().orElseThrow();
      for (float v : embedding.toArray()) {
        text.append(String.format(Locale.ROOT, " %.6f", v));
      }
    }
    return text.toString();
  }
}
