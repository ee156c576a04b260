package mien.bench.audit;

import static mien.bench.report.Numbers.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mien.bench.options.Words;
import mien.bench.report.ResultFile;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;

/** {@code mien bench audit}: one thread, one SQLite file with the vault's settings. */
public final class AuditBench {

  private static final List<Integer> GROUPS = List.of(1, 10, 100, 1000);
  private static final int PROOFS = 2000;

  private final int leaves;
  private final int rounds;
  private final BenchLog bench;

  private AuditBench(int leaves, int rounds, BenchLog bench) {
    this.leaves = leaves;
    this.rounds = rounds;
    this.bench = bench;
  }

  /** Measures and writes {@code audit.md}. */
  public static void run(List<String> arguments) throws IOException {
    Words words = Words.of(arguments, List.of("leaves", "rounds", "out", "folder"));
    int leaves = words.number("leaves", 10_000, 1_000_000);
    int rounds = words.number("rounds", 1, 9);
    Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(words.path("folder", tmp), "mien-audit");
    try (BenchLog bench = new BenchLog(folder.resolve("audit.db"))) {
      new AuditBench(leaves, rounds, bench)
          .measure(
              "./mien bench audit " + String.join(" ", arguments),
              folder.resolve("audit.db"),
              words.path("out", Path.of("docs/results")).resolve("audit.md"));
    } catch (SQLException e) {
      throw new IOException(e);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void measure(String command, Path database, Path out) throws SQLException, IOException {
    bench.append(100);
    ResultFile page = new ResultFile("The audit log", command.strip());
    page.paragraph(
        "SQLite in WAL mode, synchronous=FULL (a commit waits for the disk), secure_delete, pages of"
            + " 8,192 bytes; one thread. Every commit holds one signed head.");
    page.section("Durable appends");
    page.table(
        List.of("events a commit", "events a second, median", "least", "most", "bar"), appends());
    page.section("Verification");
    page.paragraph(
        "Every leaf is decoded and hashed, every node and root computed again and compared; of the"
            + " signatures the newest is checked (as at the start of a server), or all.");
    List<List<String>> verified = new ArrayList<>();
    verified.addAll(verification(leaves / 10));
    verified.addAll(verification(leaves));
    page.table(List.of("leaves", "heads", "signatures", "seconds", "leaves a second"), verified);
    page.section("Proofs at " + bench.log().size(bench.connection()) + " leaves");
    page.paragraph(PROOFS + " random ones, each read from the database; the bar of one is 1 ms.");
    page.table(List.of("", "median ms", "99th of 100, ms", "most ms", "bar ms"), proofs());
    page.paragraph("The database has %,d bytes a leaf.".formatted(Files.size(database) / leaves));
    page.write(out);
  }

  private List<List<String>> appends() throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    List<double[]> speeds = new ArrayList<>();
    GROUPS.forEach(_ -> speeds.add(new double[rounds]));
    for (int round = 0; round < rounds; round++) {
      for (int g = 0; g < GROUPS.size(); g++) {
        int group = GROUPS.get(g);
        int commits = group == 1 ? 200 : Math.max(5, 2000 / group);
        long start = System.nanoTime();
        for (int i = 0; i < commits; i++) {
          bench.append(group);
        }
        speeds.get(g)[round] = 1e9 * commits * group / (System.nanoTime() - start);
      }
    }
    for (int g = 0; g < GROUPS.size(); g++) {
      double[] sorted = speeds.get(g);
      Arrays.sort(sorted);
      rows.add(
          List.of(
              "" + GROUPS.get(g),
              number(sorted[rounds / 2]),
              number(sorted[0]),
              number(sorted[rounds - 1]),
              GROUPS.get(g) < 100 ? "" : "2,000"));
    }
    return rows;
  }

  private List<List<String>> verification(long size) throws SQLException {
    System.out.println("growing to " + size + " leaves");
    bench.growTo(size);
    List<List<String>> rows = new ArrayList<>();
    for (SignatureScope scope : SignatureScope.values()) {
      long start = System.nanoTime();
      AuditVerdict verdict = bench.log().verify(bench.connection(), Optional.empty(), scope);
      double seconds = (System.nanoTime() - start) / 1e9;
      bench.connection().rollback();
      switch (verdict) {
        case AuditVerdict.Sound sound ->
            rows.add(
                List.of(
                    "%,d".formatted(sound.size()),
                    "%,d".formatted(sound.heads()),
                    scope == SignatureScope.ALL ? "all" : "newest",
                    number(seconds),
                    number(sound.size() / seconds)));
        case AuditVerdict other -> throw new IllegalStateException("unsound: " + other.line());
      }
    }
    return rows;
  }

  private List<List<String>> proofs() throws SQLException {
    Connection connection = bench.connection();
    long size = bench.log().size(connection);
    Random random = new Random(1);
    double[] inclusion = new double[PROOFS];
    double[] consistency = new double[PROOFS];
    for (int warm = 0; warm < 2; warm++) {
      for (int i = 0; i < PROOFS; i++) {
        long at = random.nextLong(size);
        long start = System.nanoTime();
        bench.log().inclusion(connection, at, size);
        long middle = System.nanoTime();
        bench.log().consistency(connection, at, size);
        inclusion[i] = (middle - start) / 1e6;
        consistency[i] = (System.nanoTime() - middle) / 1e6;
      }
    }
    connection.rollback();
    return List.of(row("inclusion", inclusion), row("consistency", consistency));
  }

  private static List<String> row(String name, double[] times) {
    Arrays.sort(times);
    int last = times.length - 1;
    return List.of(
        name,
        number(times[last / 2]),
        number(times[(int) (0.99 * last)]),
        number(times[last]),
        "1");
  }
}
