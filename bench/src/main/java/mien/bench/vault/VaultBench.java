package mien.bench.vault;

import static mien.bench.report.Numbers.number;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import mien.bench.options.Words;
import mien.bench.report.ResultFile;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.Vault;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.record.CollectOutcome;
import mien.vault.record.CreateOutcome;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.ReferenceSearch;
import mien.vault.record.References;
import mien.vault.record.SweepReport;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.Release;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectSummary;

/** {@code mien bench vault}: one SQLite vault with many subjects, one thread. */
public final class VaultBench {

  private static final Actor ADMIN = new Actor(Role.ADMIN, "bench");
  private static final int PHOTO_BYTES = 20_000;
  private static final ModelId MODEL = new ModelId("bench_512");
  private static final Instant BEGINNING = Instant.parse("2026-11-21T09:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);

  private final int subjects;
  private final Path folder;
  private final Random random = new Random(1);
  private final List<SubjectId> ids = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private Instant now = BEGINNING;

  private VaultBench(int subjects, Path folder) {
    this.subjects = subjects;
    this.folder = folder;
  }

  /**
   * Measures and writes {@code vault.md}. Filling takes longest: {@code --fill FOLDER} does that
   * alone, and {@code --filled FOLDER} measures (and uses up) what it left.
   */
  public static void run(List<String> arguments) throws IOException {
    Words words = Words.of(arguments, List.of("subjects", "out", "folder", "fill", "filled"));
    int subjects = words.number("subjects", 1_000, 100_000);
    if (words.text("fill").isPresent()) {
      Path folder = Files.createDirectories(words.path("fill", Path.of("")));
      new VaultBench(subjects, folder).fill();
      return;
    }
    if (words.text("filled").isPresent()) {
      VaultBench bench = new VaultBench(subjects, words.path("filled", Path.of("")));
      bench.report(arguments, words);
      return;
    }
    Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
    Path folder = Files.createTempDirectory(words.path("folder", tmp), "mien-vault");
    try {
      VaultBench bench = new VaultBench(subjects, folder);
      bench.fill();
      bench.report(arguments, words);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private VaultConfig config() throws IOException {
    Path key = folder.resolve("master.key");
    if (!Files.exists(key)) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      Files.writeString(key, HexFormat.of().formatHex(bytes));
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
    return VaultConfig.embedded(
            folder.resolve("vault"),
            new KeySource.KeyFile(key),
            PolicyPack.named("biometric_v1"),
            new Organization("bench", "bench"))
        // Version 2 keeps embeddings too, which is the more work.
        .accepting(PolicyPack.named("biometric_v2"))
        .withClock((InstantSource) () -> now);
  }

  private void fill() throws IOException {
    try (Vault vault = Vault.open(config())) {
      fill(vault);
    }
  }

  private void report(List<String> arguments, Words words) throws IOException {
    now = BEGINNING.plus(YEAR);
    long start = System.nanoTime();
    try (Vault vault = Vault.open(config())) {
      add("opening, with a look for what a crash left", start, 1);
      ids.clear();
      for (String after = ""; ; ) {
        List<SubjectSummary> page = vault.viewer(ADMIN).list("", after, 1000);
        if (page.isEmpty()) {
          break;
        }
        page.forEach(one -> ids.add(one.id()));
        after = page.getLast().safeId().value();
      }
      if (ids.size() != subjects) {
        throw new IllegalStateException("the vault has " + ids.size() + " subjects");
      }
      single(vault);
      gate(vault);
      sweep(vault);
    }
    ResultFile page =
        new ResultFile("The vault", "./mien bench vault " + String.join(" ", arguments));
    page.paragraph(
        "%,d subjects, each with a release, a photo of %,d bytes and an embedding of 512 numbers; SQLite, every commit on disk; one thread."
            .formatted(subjects, PHOTO_BYTES));
    page.table(List.of("what", "seconds", "each, ms"), rows);
    page.write(words.path("out", Path.of("docs/results")).resolve("vault.md"));
  }

  private void fill(Vault vault) {
    ConsentForm form = vault.consentForm().orElseThrow();
    Release release =
        new Release(
            form.purposes().getFirst(),
            form.hash(),
            "Bench",
            Release.Capacity.SUBJECT,
            Release.Method.TYPED,
            "Bench".getBytes(StandardCharsets.UTF_8));
    byte[] photo = new byte[PHOTO_BYTES];
    long start = System.nanoTime();
    for (int i = 0; i < subjects; i++) {
      if (i == subjects - subjects / 100) {
        // The last of a hundred are a year younger, so that a sweep can meet all but them.
        now = BEGINNING.plus(YEAR);
        vault.admin(ADMIN).trustClock();
      }
      CreateOutcome made = vault.officer(ADMIN).createSubject(new SafeId("bench-" + i));
      SubjectId id = ((CreateOutcome.Created) made).id();
      vault.officer(ADMIN).giveConsent(id, release);
      random.nextBytes(photo);
      if (!(vault.officer(ADMIN).collect(id, photo) instanceof CollectOutcome.Collected)) {
        throw new IllegalStateException("a photo was refused");
      }
      vault.officer(ADMIN).keepEmbedding(id, EmbeddingUse.REFERENCE, embedding());
      ids.add(id);
      if (i % 10_000 == 9_999) {
        System.out.println(i + 1 + " subjects");
      }
    }
    add("filling: subject, release, photo, embedding", start, subjects);
  }

  private Embedding embedding() {
    float[] values = new float[512];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.normalized(MODEL, values);
  }

  /** One person's references, and all of them. */
  private void compare(Vault vault) {
    Embedding probe = embedding();
    double best = -1;
    long start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      References one = vault.viewer(ADMIN).references(ids.get(random.nextInt(subjects)), MODEL);
      best = Math.max(best, CosineSimilarity.between(probe, one.usable().getFirst().embedding()));
    }
    add("1,000 comparisons with one subject's reference, each with its leaf", start, 1000);
    start = System.nanoTime();
    try (ReferenceSearch search = vault.officer(ADMIN).search(MODEL)) {
      best = Math.max(best, search.nearest(List.of(probe), 1).getFirst().getFirst().similarity());
      if (search.references() != subjects || best > 0.5) {
        throw new IllegalStateException("not all were compared: " + search.references());
      }
      add("all references opened and compared: the first question of a search", start, subjects);
      start = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        search.nearest(List.of(embedding()), 10);
      }
      add("100 more questions of that search, each with its leaf", start, 100);
    }
  }

  private void single(Vault vault) {
    long start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      if (vault.viewer(ADMIN).manifest(ids.get(random.nextInt(subjects))).isEmpty()) {
        throw new IllegalStateException("a subject is gone");
      }
    }
    add("1,000 manifests", start, 1000);
    start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      if (!(vault.viewer(ADMIN).photo(ids.get(random.nextInt(subjects)))
          instanceof PhotoOutcome.Photo)) {
        throw new IllegalStateException("a photo is gone");
      }
    }
    add("100 photos viewed, each with its leaf", start, 100);
    compare(vault);
    start = System.nanoTime();
    AuditVerdict verdict =
        vault.viewer(ADMIN).audit(reader -> reader.verify(Optional.empty(), SignatureScope.NEWEST));
    if (!(verdict instanceof AuditVerdict.Sound)) {
      throw new IllegalStateException("unsound: " + verdict.line());
    }
    add("the whole audit log verified", start, 1);
    long[] erasures = new long[5];
    for (int i = 0; i < erasures.length; i++) {
      start = System.nanoTime();
      SubjectId id = ids.get(i * (subjects / erasures.length));
      if (!(vault.officer(ADMIN).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST)
          instanceof EraseOutcome.Erased)) {
        throw new IllegalStateException("an erasure was not finished");
      }
      erasures[i] = System.nanoTime() - start;
    }
    Arrays.sort(erasures);
    String median = number(erasures[2] / 1e6);
    rows.add(List.of("an erasure with its look, median of 5", number(erasures[2] / 1e9), median));
  }

  /** What it costs that every release is authenticated: against a policy that asks for none. */
  private void gate(Vault vault) throws IOException {
    long[] checked = new long[5];
    long[] unchecked = new long[5];
    VaultConfig household = config().accepting(PolicyPack.named("personal"));
    try (Vault personal = Vault.openToRead(household)) {
      for (int i = 0; i < checked.length; i++) {
        checked[i] = all(vault);
        unchecked[i] = all(personal);
      }
    }
    Arrays.sort(checked);
    Arrays.sort(unchecked);
    rows.add(
        List.of(
            "all references with every release authenticated, median of 5",
            number(checked[2] / 1e9),
            number(checked[2] / 1e6 / subjects)));
    rows.add(
        List.of(
            "the same under a policy that asks for no release (%.2f times as long with)"
                .formatted((double) checked[2] / unchecked[2]),
            number(unchecked[2] / 1e9),
            number(unchecked[2] / 1e6 / subjects)));
  }

  private long all(Vault vault) {
    long start = System.nanoTime();
    try (ReferenceSearch search = vault.officer(ADMIN).search(MODEL)) {
      if (search.nearest(List.of(embedding()), 1).getFirst().isEmpty()) {
        throw new IllegalStateException("no one was compared");
      }
    }
    return System.nanoTime() - start;
  }

  private void sweep(Vault vault) {
    long start = System.nanoTime();
    int due = vault.viewer(ADMIN).sweepDryRun().entries().size();
    add("dry run of the sweep, " + due + " due", start, 1);
    // Three years after the many, two after the last of a hundred.
    now = now.plus(Duration.ofDays(2 * 365 + 2));
    vault.admin(ADMIN).trustClock();
    start = System.nanoTime();
    SweepReport report = vault.admin(ADMIN).sweep();
    long erased =
        report.entries().stream()
            .filter(entry -> entry.result() == SweepReport.Result.ERASED)
            .count();
    add("a sweep that erases %,d, each with a receipt".formatted(erased), start, erased);
    start = System.nanoTime();
    vault.admin(ADMIN).sweep();
    add("the next sweep, nothing due", start, 1);
  }

  private void add(String what, long start, long count) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(what + ": " + number(seconds) + " s");
    rows.add(List.of(what, number(seconds), number(1000 * seconds / Math.max(1, count))));
  }
}
