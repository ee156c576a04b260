package mien.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mien.core.MienException;

/**
 * A process of its own that decodes the shared bad files: {@code BadFilesRun FOLDER TABLE}. Ends
 * with status 0, or 1 at the first that is neither a picture nor a typed refusal, takes more than 5
 * s of processor time, or is not what its row asks for.
 */
public final class BadFilesRun {

  /** Rows of the table that leave no choice. */
  private static final Map<String, String> MUST_BE =
      Map.ofEntries(
          Map.entry("made_zero.jpg", "photo.empty"),
          Map.entry("made_one.png", "photo.unknown-format"),
          Map.entry("made_text.jpg", "photo.unknown-format"),
          Map.entry("made_html.png", "photo.unknown-format"),
          Map.entry("made_noise.jpg", "photo.unknown-format"),
          Map.entry("made_soi_only.jpg", "photo.damaged"),
          Map.entry("made_sof_0x0.jpg", "photo.damaged"),
          Map.entry("made_sof_65535.jpg", "photo.too-many-pixels"),
          Map.entry("made_header_2e31.png", "photo.too-many-pixels"),
          Map.entry("made_bomb_20000x20000_1bit.png", "photo.too-many-pixels"),
          Map.entry("pillow_decompression_bomb.gif", "photo.too-many-pixels"),
          Map.entry("made_jpeg_as.png", "picture"),
          Map.entry("made_png_as.jpg", "picture"),
          Map.entry("made_jpeg_zip_polyglot.jpg", "picture"),
          Map.entry("made_garbage_tail.jpg", "picture"),
          Map.entry("made_trunc60.jpg", "picture"),
          Map.entry("made_trunc95.jpg", "picture"),
          Map.entry("made_1x1.png", "picture"),
          Map.entry("made_extreme_aspect.png", "picture"));

  private BadFilesRun() {}

  public static void main(String[] args) throws IOException {
    List<PhotoDecoder> decoders =
        List.of(
            new PhotoDecoder(PhotoLimits.DEFAULT),
            new PhotoDecoder(PhotoLimits.DEFAULT, Codecs.plain()));
    Map<String, Integer> outcomes = new TreeMap<>();
    Map<String, String> mustBe = new HashMap<>(MUST_BE);
    int files = 0;
    for (String row : Files.readAllLines(Path.of(args[1]))) {
      String name = row.substring(row.indexOf('/') + 1, Math.max(row.indexOf(','), 0));
      if (name.equals("file")) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(Path.of(args[0], name));
      files++;
      for (PhotoDecoder decoder : decoders) {
        long start = cpuNanos();
        String outcome = outcome(decoder, bytes, name);
        long millis = (cpuNanos() - start) / 1_000_000;
        outcomes.merge(outcome, 1, Integer::sum);
        String wanted = mustBe.getOrDefault(name, outcome);
        if (!outcome.equals(wanted) || outcome.startsWith("FAULT") || millis > 5000) {
          System.out.println("FAULT " + name + ": " + outcome + " in " + millis + " ms");
          System.exit(1);
        }
      }
      mustBe.remove(name);
    }
    if (!mustBe.isEmpty()) {
      System.out.println("FAULT: the table lacks " + mustBe.keySet());
      System.exit(1);
    }
    System.out.println("OK " + files + " bad files, read twice: " + outcomes);
  }

  private static String outcome(PhotoDecoder decoder, byte[] bytes, String name) {
    try {
      decoder.decode(bytes, Integer.MAX_VALUE);
      return "picture";
    } catch (MienException e) {
      boolean typed = e.blame() == MienException.Blame.USER && e.code().startsWith("photo.");
      return typed && !(e.getCause() instanceof OutOfMemoryError) ? e.code() : "FAULT " + e;
    } catch (RuntimeException | Error e) {
      e.printStackTrace(System.out);
      return "FAULT " + name + " " + e;
    }
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }
}
