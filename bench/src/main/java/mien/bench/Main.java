package mien.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import mien.bench.accuracy.AccuracyBench;
import mien.bench.accuracy.CalibrationBench;
import mien.bench.audit.AuditBench;
import mien.bench.micro.MicroBench;
import mien.bench.options.Words;
import mien.bench.people.PeopleBench;
import mien.bench.pipeline.OverheadBench;
import mien.bench.pipeline.PipelineBench;
import mien.bench.pipeline.SoakBench;
import mien.bench.pipeline.StartBench;
import mien.bench.search.SearchBench;
import mien.bench.studio.StudioBench;
import mien.bench.vault.VaultBench;
import mien.core.MienException;

/** {@code mien bench}: measures, and writes what it measured into {@code docs/results}. */
public final class Main {

  private static final String HELP =
      """
      mien bench WORD [--option value ...]

        search      nearest-neighbor search against OpenBLAS and FAISS
        accuracy    labeled photos: verification, detection, landmarks, age, eyes, liveness
        calibrate   one recognizer's error curves, and the lines of its card
        pipeline    12- and 24-megapixel photos against the usual Python pipeline
        overhead    our own time by the networks', small photos
        coldstart   from the command line to the first face
        soak        resident memory over 10,000 photos
        audit       the audit log: durable appends, verification and proofs at 1,000,000 leaves
        vault       the vault with 100,000 subjects: sweep, erasure, verification
        people      faces put into groups: accuracy beside other ways, and libraries of 100,000
        studio      the studio under load, next to its engine; memory over 10,000 requests
        micro       inner loops under JMH

      Each writes docs/results/WORD.md; bench/README.md says what each needs.
      """;

  private Main() {}

  /** Runs one measurement; exit status 0 done, 1 failed, 2 usage. */
  public static void main(String[] arguments) {
    System.exit(run(Arrays.asList(arguments)));
  }

  private static int run(List<String> words) {
    if (words.isEmpty() || words.getFirst().equals("help") || words.contains("--help")) {
      System.out.print(HELP);
      return words.isEmpty() ? 2 : 0;
    }
    List<String> rest = words.subList(1, words.size());
    try {
      switch (words.getFirst()) {
        case "search" -> SearchBench.run(rest);
        case "accuracy" -> AccuracyBench.run(rest);
        case "calibrate" -> CalibrationBench.run(rest);
        case "pipeline" -> PipelineBench.run(rest);
        case "overhead" -> OverheadBench.run(rest);
        case "coldstart" -> StartBench.run(rest);
        case "soak" -> SoakBench.run(rest);
        case "audit" -> AuditBench.run(rest);
        case "vault" -> VaultBench.run(rest);
        case "people" -> PeopleBench.run(rest);
        case "studio" -> StudioBench.run(rest);
        case "micro" -> MicroBench.run(rest);
        case "version" -> System.out.println("mien bench");
        default -> {
          System.err.println("mien bench: no measurement is called '" + words.getFirst() + "'");
          System.err.print(HELP);
          return 2;
        }
      }
      return 0;
    } catch (Words.Unusable e) {
      System.err.println("mien bench: " + e.getMessage());
      return 2;
    } catch (MienException | IOException e) {
      System.err.println("mien bench: " + e.getMessage());
      return 1;
    }
  }
}
