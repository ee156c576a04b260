package mien.bench.search;

import static mien.bench.report.Numbers.number;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import mien.bench.options.Words;
import mien.bench.report.Peer;
import mien.bench.report.ResultFile;
import mien.bench.report.Timings;
import mien.core.face.Embedding;
import mien.vault.search.ExactIndex;
import mien.vault.search.FaceIndex;
import mien.vault.search.Int8Index;
import mien.vault.search.KernelPreference;
import mien.vault.search.Match;
import mien.vault.search.ReferenceMatrix;

/**
 * {@code mien bench search}: one thread, top 10, over the same references in memory, ours and the
 * peers in turn in every round; the peers read them from a file of their own.
 */
public final class SearchBench {

  private static final int TOP = 10;
  private static final int BATCH = 128;

  private static final String GEMV = "OpenBLAS sgemv, scores only";
  private static final String EXACT = "mien, float32";
  private static final String INT8 = "mien, int8 and float32 re-ranking";
  private static final String FAISS = "FAISS IndexFlatIP";
  private static final String NUMPY = "numpy, mapped file, scores only";
  private static final String GEMM = "OpenBLAS sgemm, 128 probes, scores only";
  private static final String EXACT_BATCH = "mien, float32, 128 probes";
  private static final String INT8_BATCH = "mien, int8 and re-ranking, 128 probes";
  private static final String FAISS_BATCH = "FAISS IndexFlatIP, 128 probes";

  private final int rows;
  private final int dimension;
  private final int rounds;
  private final Path out;
  private final Path scripts;
  private final Timings timings = new Timings();

  private SearchBench(Words words) {
    this.rows = words.number("rows", 1000, 1_000_000);
    this.dimension = words.number("dimension", 2, 512);
    this.rounds = words.number("rounds", 1, 9);
    this.out = words.path("out", Path.of("docs/results"));
    this.scripts = words.path("scripts", Path.of("bench/python"));
  }

  /** Measures and writes {@code search.md}. */
  public static void run(List<String> arguments) throws IOException {
    Words words =
        Words.of(arguments, List.of("rows", "dimension", "rounds", "out", "scripts", "folder"));
    Path folder = Files.createTempDirectory(words.path("folder", tmp()), "mien-search");
    try {
      new SearchBench(words).measure(folder);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static Path tmp() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private void measure(Path folder) throws IOException {
    Path file = folder.resolve("gallery.refs");
    SyntheticFaces faces = new SyntheticFaces(dimension, 20261121);
    System.out.println("writing " + rows + " references of " + dimension + " values");
    ReferenceMatrix matrix = new ReferenceMatrix(SyntheticFaces.MODEL, dimension, rows);
    List<Embedding> probes = new ArrayList<>();
    try (OutputStream peers = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      probes.addAll(
          faces.gallery(
              reference -> {
                matrix.append(reference);
                write(peers, reference);
              },
              rows,
              BATCH / 2));
    }
    while (probes.size() < BATCH) {
      probes.add(faces.stranger());
    }
    float[] values = new float[BATCH * dimension];
    for (int p = 0; p < BATCH; p++) {
      System.arraycopy(probes.get(p).toArray(), 0, values, p * dimension, dimension);
    }
    Path probeFile = Files.write(folder.resolve("probes"), bytes(values));
    Map<String, String> one = Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1");
    List<String> peer = new ArrayList<>(List.of(scripts.resolve("faiss_peer.py").toString()));
    peer.addAll(List.of(file.toString(), "0", "" + dimension, "" + rows, "" + probeFile));
    try (matrix;
        Int8Index int8 = Int8Index.build(matrix, KernelPreference.AUTO);
        OpenBlas blas = new OpenBlas(file, 0, rows, dimension, values);
        Peer python = Peer.python(one, peer)) {
      ExactIndex exact = ExactIndex.over(matrix, KernelPreference.AUTO);
      String versions = python.ask("versions");
      warmUp(exact, int8, probes, blas);
      for (int round = 0; round < rounds; round++) {
        single(round % BATCH, exact, int8, probes, blas, python);
      }
      int batches = Math.min(rounds, 5);
      for (int round = 0; round < batches; round++) {
        batch(exact, int8, probes, blas, python);
      }
      write(versions, exact, int8, probes, blas, python);
    }
  }

  private static void write(OutputStream peers, Embedding reference) {
    try {
      peers.write(bytes(reference.toArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void warmUp(
      ExactIndex exact, Int8Index int8, List<Embedding> probes, OpenBlas blas) {
    for (int i = 0; i < 3; i++) {
      exact.nearest(probes.getFirst(), TOP);
      int8.nearest(probes.getFirst(), TOP);
      blas.multiplyOne(0);
    }
    exact.nearest(probes, TOP);
    int8.nearest(probes, TOP);
  }

  private void single(
      int p, ExactIndex exact, Int8Index int8, List<Embedding> probes, OpenBlas blas, Peer python)
      throws IOException {
    Embedding probe = probes.get(p);
    timings.time(GEMV, () -> blas.multiplyOne(p));
    timings.time(EXACT, () -> exact.nearest(probe, TOP));
    timings.time(INT8, () -> int8.nearest(probe, TOP));
    timings.add(FAISS, milliseconds(python.ask("faiss " + p + " " + TOP)));
    timings.add(NUMPY, milliseconds(python.ask("numpy " + p)));
  }

  private void batch(
      ExactIndex exact, Int8Index int8, List<Embedding> probes, OpenBlas blas, Peer python)
      throws IOException {
    timings.time(GEMM, () -> blas.multiplyMany(BATCH));
    timings.time(EXACT_BATCH, () -> exact.nearest(probes, TOP));
    timings.time(INT8_BATCH, () -> int8.nearest(probes, TOP));
    timings.add(FAISS_BATCH, milliseconds(python.ask("batch " + BATCH + " " + TOP)));
  }

  private static double milliseconds(String answer) {
    return Double.parseDouble(answer.substring(0, answer.indexOf(' ')));
  }

  private void write(
      String versions,
      ExactIndex exact,
      Int8Index int8,
      List<Embedding> probes,
      OpenBlas blas,
      Peer python)
      throws IOException {
    ResultFile page =
        new ResultFile(
            "Nearest-neighbor search",
            String.format(
                Locale.ROOT,
                "./mien bench search --rows %d --dimension %d --rounds %d",
                rows,
                dimension,
                rounds));
    page.paragraph(
        String.format(
            Locale.ROOT,
            "%,d references of %d values, top %d, one thread. All sides have the same references; ours"
                + " and FAISS hold them in memory, the others map a file. Every round measures each side in turn; times are medians of %d"
                + " rounds (batches: %d), ratios medians of the rounds' ratios. Kernel: %s. %s."
                + " %s.",
            rows,
            dimension,
            TOP,
            rounds,
            Math.min(rounds, 5),
            exact.kernel().name(),
            blas.config(),
            versions));
    page.section("One probe");
    page.table(
        List.of("", "median ms", "least", "most", "float32 scan by this"),
        Arrays.stream(new String[] {GEMV, NUMPY, FAISS, EXACT, INT8})
            .map(n -> row(n, EXACT))
            .toList());
    page.section("128 probes");
    double single = timings.median(EXACT);
    page.table(
        List.of("", "median ms", "ms a probe", "one float32 probe by this"),
        Arrays.stream(new String[] {GEMM, FAISS_BATCH, EXACT_BATCH, INT8_BATCH})
            .map(name -> batchRow(name, single))
            .toList());
    page.section("Against the bars");
    page.table(List.of("", "measured", "bar"), bars(exact, int8, probes, blas, python));
    page.write(out.resolve("search.md"));
  }

  private List<String> row(String name, String reference) {
    return List.of(
        name,
        number(timings.median(name)),
        number(timings.least(name)),
        number(timings.most(name)),
        number(timings.ratio(reference, name)));
  }

  private List<String> batchRow(String name, double single) {
    double each = timings.median(name) / BATCH;
    return List.of(name, number(timings.median(name)), number(each), number(single / each));
  }

  private List<List<String>> bars(
      ExactIndex exact, Int8Index int8, List<Embedding> probes, OpenBlas blas, Peer python)
      throws IOException {
    double single = timings.median(EXACT);
    long before = int8.reranked();
    double recall = recall(exact, int8, probes);
    double reranked = (double) (int8.reranked() - before) / probes.size();
    return List.of(
        List.of("float32 scan, speed by sgemv's", number(timings.ratio(GEMV, EXACT)), "0.95"),
        List.of("float32 scan, speed by FAISS's", number(timings.ratio(FAISS, EXACT)), "3"),
        List.of("int8, speed by the float32 scan's", number(timings.ratio(EXACT, INT8)), "3"),
        List.of("int8, recall of the float32 top 10", number(recall), "0.999"),
        List.of("int8, rows re-ranked a probe", number(reranked), ""),
        List.of(
            "128 probes in float32, a probe's speed by one float32 probe's",
            number(single * BATCH / timings.median(EXACT_BATCH)),
            "10"),
        List.of(
            "128 probes by int8, a probe's speed by one float32 probe's",
            number(single * BATCH / timings.median(INT8_BATCH)),
            "10"),
        List.of(
            "top 10 of sgemv's scores that ours has, 128 probes",
            number(agreement(exact, probes, p -> blasTop(blas, p))),
            "1"),
        List.of(
            "FAISS' top 10 that ours has, 128 probes",
            number(agreement(exact, probes, p -> faissTop(python, p))),
            "1"));
  }

  private static double recall(FaceIndex exact, FaceIndex index, List<Embedding> probes) {
    int found = 0;
    int wanted = 0;
    List<List<Match>> truth = exact.nearest(probes, TOP);
    List<List<Match>> given = index.nearest(probes, TOP);
    for (int p = 0; p < probes.size(); p++) {
      List<Integer> rows = given.get(p).stream().map(Match::row).toList();
      wanted += truth.get(p).size();
      found += (int) truth.get(p).stream().filter(match -> rows.contains(match.row())).count();
    }
    return (double) found / wanted;
  }

  private interface Top {
    List<Integer> of(int probe) throws IOException;
  }

  private static double agreement(FaceIndex exact, List<Embedding> probes, Top top)
      throws IOException {
    int found = 0;
    List<List<Match>> ours = exact.nearest(probes, TOP);
    for (int p = 0; p < probes.size(); p++) {
      List<Integer> rows = ours.get(p).stream().map(Match::row).toList();
      found += (int) top.of(p).stream().filter(rows::contains).count();
    }
    return (double) found / (TOP * probes.size());
  }

  private List<Integer> blasTop(OpenBlas blas, int probe) {
    blas.multiplyOne(probe);
    PriorityQueue<Integer> best =
        new PriorityQueue<>(Comparator.comparingDouble((Integer row) -> blas.score(row)));
    for (int row = 0; row < rows; row++) {
      if (best.size() < TOP) {
        best.add(row);
      } else if (blas.score(row) > blas.score(best.element())) {
        best.remove();
        best.add(row);
      }
    }
    return List.copyOf(best);
  }

  private static List<Integer> faissTop(Peer python, int probe) throws IOException {
    String answer = python.ask("faiss " + probe + " " + TOP);
    String rows = answer.substring(answer.indexOf(' ') + 1);
    return Arrays.stream(rows.split(",")).map(Integer::valueOf).toList();
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }
}
