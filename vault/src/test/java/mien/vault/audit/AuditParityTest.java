package mien.vault.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.vault.sql.AuditLog;
import mien.vault.sql.LogReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two verifiers that share no code, ours and {@code packaging/audit-parity.sh}, say the same line
 * about every log: good, tampered, truncated, reordered, forked.
 */
class AuditParityTest {

  private static final KeyPair PAIR = Events.keyPair();
  private static final AuditLog LOG = Events.log(PAIR);
  private static final TrustedKeys TRUSTED = LOG.keys().trusted();

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path key;

  @BeforeAll
  static void findPrograms() throws IOException {
    Optional<String> missing = ParityScript.missing();
    assumeTrue(
        missing.isEmpty(),
        () ->
            "the shell verifier of the audit log is not tested: '"
                + missing.orElse("")
                + "' is not here (apt install jq openssl)");
    key = Files.writeString(shared.resolve("key.pem"), AuditExport.pem(PAIR.getPublic()));
  }

  /** Every small size, and those around the powers of two. */
  static IntStream sizes() {
    return IntStream.concat(
        IntStream.rangeClosed(0, 9), IntStream.of(15, 16, 17, 31, 32, 33, 63, 64, 65, 70));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void goodLogs(int size) throws Exception {
    Path log = log(folder.resolve("log"), new Random(size), 0, size);
    String line = bothSay(log);
    assertThat(line).startsWith("sound: " + size + " leaves, ");
  }

  @Tag("fuzz")
  @Test
  void goodLogsOfEverySize() throws Exception {
    for (int size = 0; size <= 70; size++) {
      Path log = log(folder.resolve("log" + size), new Random(size), 0, size);
      assertThat(bothSay(log)).startsWith("sound: " + size + " leaves, ");
    }
  }

  /** Ways to spoil an export. Each leaves something that is not what was signed. */
  enum Spoiling {
    A_BYTE_OF_A_LEAF,
    A_BYTE_OF_A_HASH,
    A_BYTE_OF_A_HEAD,
    A_BYTE_OF_AN_ANCHOR,
    A_LEAF_REWRITTEN_WITH_ITS_HASH,
    A_LEAF_REMOVED,
    A_HASH_REMOVED,
    A_LEAF_REMOVED_WITH_ITS_HASH,
    LEAVES_SWAPPED,
    LEAVES_SWAPPED_WITH_THEIR_HASHES,
    A_LEAF_DOUBLED,
    THE_END_CUT_OFF,
    THE_END_CUT_OFF_WITH_ITS_HEADS,
    HEADS_SWAPPED,
    THE_LAST_HEAD_REMOVED,
    EVERY_HEAD_REMOVED,
    FORKED_BY_THE_KEY_HOLDER,
    SIGNED_BY_ANOTHER_KEY,
    A_LINE_OF_JUNK
  }

  @ParameterizedTest
  @EnumSource
  void spoiltLogs(Spoiling spoiling) throws Exception {
    spoiltLogs(spoiling, 0, 2);
  }

  @Tag("fuzz")
  @ParameterizedTest
  @EnumSource
  void manySpoiltLogs(Spoiling spoiling) throws Exception {
    spoiltLogs(spoiling, 2, 30);
  }

  private void spoiltLogs(Spoiling spoiling, int from, int to) throws Exception {
    for (int seed = from; seed < to; seed++) {
      Random random = new Random(1000L * spoiling.ordinal() + seed);
      int size = 2 + random.nextInt(40);
      Path log = log(folder.resolve("log" + seed), random, 0, size);
      spoil(spoiling, log, random, size);
      assertThat(bothSay(log)).as(spoiling + ", seed " + seed).doesNotStartWith("sound");
    }
  }

  private void spoil(Spoiling spoiling, Path log, Random random, int size) throws Exception {
    switch (spoiling) {
      case A_BYTE_OF_A_LEAF -> spoilByte(log.resolve(AuditExport.LEAVES), random);
      case A_BYTE_OF_A_HASH -> spoilByte(log.resolve(AuditExport.HASHES), random);
      case A_BYTE_OF_A_HEAD -> spoilByte(log.resolve(AuditExport.HEADS), random);
      case A_BYTE_OF_AN_ANCHOR -> spoilByte(anchor(log), random);
      case A_LEAF_REWRITTEN_WITH_ITS_HASH -> rewrite(log, random, random.nextInt(size));
      case A_LEAF_REMOVED -> remove(log, random.nextInt(size), AuditExport.LEAVES);
      case A_HASH_REMOVED -> remove(log, random.nextInt(size), AuditExport.HASHES);
      case A_LEAF_REMOVED_WITH_ITS_HASH ->
          remove(log, random.nextInt(size), AuditExport.LEAVES, AuditExport.HASHES);
      case LEAVES_SWAPPED -> swap(log, random, AuditExport.LEAVES);
      case LEAVES_SWAPPED_WITH_THEIR_HASHES ->
          swap(log, random, AuditExport.LEAVES, AuditExport.HASHES);
      case A_LEAF_DOUBLED ->
          edit(log.resolve(AuditExport.LEAVES), lines -> lines.add(lines.getLast()));
      case THE_END_CUT_OFF -> cut(log, random.nextInt(size), false);
      case THE_END_CUT_OFF_WITH_ITS_HEADS -> cut(log, random.nextInt(size), true);
      case HEADS_SWAPPED ->
          edit(log.resolve(AuditExport.HEADS), lines -> lines.addFirst(lines.removeLast()));
      case THE_LAST_HEAD_REMOVED -> edit(log.resolve(AuditExport.HEADS), List::removeLast);
      case EVERY_HEAD_REMOVED -> edit(log.resolve(AuditExport.HEADS), List::clear);
      case FORKED_BY_THE_KEY_HOLDER -> fork(log, random, size);
      case SIGNED_BY_ANOTHER_KEY -> signAgain(log);
      case A_LINE_OF_JUNK ->
          edit(
              log.resolve(AuditExport.HEADS),
              lines -> lines.add(random.nextInt(lines.size()), "%s \\ $(x) '\" {}\r"));
    }
  }

  /** Puts any other byte in the place of one, but for line feeds, which other cases move. */
  private static void spoilByte(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = random.nextInt(bytes.length - 1);
    while (bytes[at] == '\n') {
      at--;
    }
    byte other = (byte) (random.nextBoolean() ? 32 + random.nextInt(95) : random.nextInt(256));
    bytes[at] = other == bytes[at] || other == '\n' ? (byte) (bytes[at] ^ 1) : other;
    Files.write(file, bytes);
  }

  private static void rewrite(Path log, Random random, int leaf) throws IOException {
    byte[] content = LeafEncoding.encode(leaf, Events.event(random));
    edit(
        log.resolve(AuditExport.LEAVES), lines -> lines.set(leaf, new String(content, ISO_8859_1)));
    edit(
        log.resolve(AuditExport.HASHES),
        lines -> lines.set(leaf, TreeHashes.treeHasher().leaf(content).hex()));
  }

  private static void remove(Path log, int line, String... files) throws IOException {
    for (String file : files) {
      edit(log.resolve(file), lines -> lines.remove(line));
    }
  }

  private static void swap(Path log, Random random, String... files) throws IOException {
    long seed = random.nextLong();
    for (String file : files) {
      edit(
          log.resolve(file),
          lines -> {
            Random same = new Random(seed);
            int first = same.nextInt(lines.size() - 1);
            int second = first + 1 + same.nextInt(lines.size() - first - 1);
            Collections.swap(lines, first, second);
          });
    }
  }

  private static void cut(Path log, int left, boolean headsToo) throws IOException {
    edit(log.resolve(AuditExport.LEAVES), lines -> lines.subList(left, lines.size()).clear());
    edit(log.resolve(AuditExport.HASHES), lines -> lines.subList(left, lines.size()).clear());
    if (headsToo) {
      edit(
          log.resolve(AuditExport.HEADS),
          lines ->
              lines.removeIf(
                  line ->
                      HeadEncoding.decode(line.getBytes(ISO_8859_1)).orElseThrow().size() > left));
    }
  }

  private void fork(Path log, Random random, int size) throws Exception {
    Path other = log(folder.resolve("fork" + size), random, 1 + random.nextInt(size), size + 2);
    Files.copy(anchor(log), anchor(other), StandardCopyOption.REPLACE_EXISTING);
    for (String file : List.of(AuditExport.LEAVES, AuditExport.HASHES, AuditExport.HEADS)) {
      Files.write(log.resolve(file), Files.readAllBytes(other.resolve(file)));
    }
  }

  private static void signAgain(Path log) throws IOException {
    AuditKeys others = new AuditKeys(Events.keyPair(), List.of());
    edit(
        log.resolve(AuditExport.HEADS),
        lines ->
            lines.replaceAll(
                line -> {
                  SignedHead head = HeadEncoding.decode(line.getBytes(ISO_8859_1)).orElseThrow();
                  SignedHead again = others.sign(head.size(), head.root(), head.at());
                  return new String(HeadEncoding.encode(again), ISO_8859_1);
                }));
  }

  /** What is done to the lines of a file. */
  private interface Edit {
    void of(List<String> lines);
  }

  private static void edit(Path file, Edit edit) throws IOException {
    List<String> lines = new ArrayList<>(Files.readString(file, ISO_8859_1).lines().toList());
    edit.of(lines);
    Files.writeString(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n", ISO_8859_1);
  }

  /** Both verifiers agree, and so do the shell's status and its line. */
  private static String bothSay(Path log) throws Exception {
    AuditVerdict ours =
        AuditExport.verify(
            log, TRUSTED, Optional.of(new AnchorFile(anchor(log))), SignatureScope.ALL);
    ParityScript.Answer theirs = ParityScript.run(log, key, anchor(log));
    assertThat(theirs.line()).as("shell beside ours").isEqualTo(ours.line());
    assertThat(theirs.status()).isEqualTo(ours instanceof AuditVerdict.Sound ? 0 : 1);
    return theirs.line();
  }

  private static Path anchor(Path log) {
    return log.resolveSibling(log.getFileName() + ".anchor");
  }

  /** Exports a seeded log that was written in groups and anchored now and then. */
  private Path log(Path to, Random random, int common, int size) throws Exception {
    LogDatabase database = LogDatabase.sqlite(to.resolveSibling(to.getFileName() + ".db"));
    // A log of none has no head to anchor, but a file that was begun.
    Files.createFile(anchor(to));
    AnchorFile anchor = new AnchorFile(anchor(to));
    Random shared = new Random(42);
    int written = 0;
    while (written < size) {
      boolean beginning = written < common;
      int most = beginning ? common - written : size - written;
      Random source = beginning ? shared : random;
      List<AuditEvent> group = Events.events(source, 1 + random.nextInt(Math.min(most, 6)));
      database.transaction(transaction -> LOG.appendAll(transaction, group));
      written += group.size();
      if (written == size || random.nextInt(3) == 0) {
        anchor.append(database.transaction(LOG::newestHead).orElseThrow());
      }
    }
    database.transaction(
        snapshot -> {
          new LogReader(LOG, snapshot).export(to);
          return to;
        });
    return to;
  }

  @Test
  void anExportNeedsAnEmptyFolder() throws Exception {
    Path log = log(folder.resolve("log"), new Random(1), 0, 3);
    LogDatabase database = LogDatabase.sqliteFile(folder.resolve("log.db"));
    assertThatThrownBy(
            () ->
                database.transaction(
                    snapshot -> {
                      new LogReader(LOG, snapshot).export(log);
                      return log;
                    }))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("empty folder");
    try (Stream<Path> keys = Files.list(log.resolve(AuditExport.KEYS))) {
      assertThat(keys.map(path -> path.getFileName().toString()))
          .containsExactly(LOG.keys().id().hex() + ".pem");
    }
  }

  @Test
  void whatIsNoExportIsAFault() {
    assertThatThrownBy(
            () ->
                AuditExport.verify(
                    folder.resolve("no"), TRUSTED, Optional.empty(), SignatureScope.ALL))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("check the path");
  }
}
