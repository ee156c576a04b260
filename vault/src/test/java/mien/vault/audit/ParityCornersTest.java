package mien.vault.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import mien.vault.sql.AuditLog;
import mien.vault.sql.LogReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that JSON readers, shells and awks are known to take for something else than they are: both
 * verifiers say the same line, whichever shell and awk reads the script.
 */
class ParityCornersTest {

  private static final KeyPair PAIR = Events.keyPair();
  private static final AuditLog LOG = Events.log(PAIR);

  @TempDir Path folder;
  private Path log;
  private Path key;
  private Path anchor;

  /** What is replaced where; the first place in the file counts. */
  record Corner(String file, String pattern, String by) {
    @Override
    public String toString() {
      String shown = by.length() > 40 ? by.substring(0, 40) + "…" : by;
      return (file + " " + pattern + " by " + shown).replaceAll("[^ -~]", "?");
    }
  }

  static Stream<Corner> corners() {
    List<Corner> all = new ArrayList<>();
    for (String file : List.of("leaves.jsonl", "leaves.sha256", "heads.jsonl", "anchor")) {
      for (String end :
          List.of("", "\0", "\0x", "x", "\r\n", " ", "\n\n", "\0\n", "\n\0", "\n{}\n")) {
        all.add(new Corner(file, "\\n\\z", end));
      }
      for (String start : List.of("\n", "\u00ef\u00bb\u00bf", "\0", "x")) {
        all.add(new Corner(file, "\\A", start));
      }
      all.add(new Corner(file, "\\n", "\r\n"));
      all.add(new Corner(file, "(?s).*", ""));
    }
    for (String index : List.of("\"2\"", "\"2 \"", "2.0", "2e0", "02", "-2", "null", "[2]")) {
      all.add(new Corner("leaves.jsonl", "\"index\":2,", "\"index\":" + index + ","));
    }
    for (String v : List.of("1.0", "1e0", "1.000000000000000000001", "01", "\"1\"", "true")) {
      all.add(new Corner("leaves.jsonl", "\"v\":1}", "\"v\":" + v + "}"));
    }
    for (String size : List.of("\"4\"", "\"4 \"", "4.0", "04", "4e0", "-4", "0", "null")) {
      all.add(new Corner("heads.jsonl", "\"size\":4,", "\"size\":" + size + ","));
      all.add(new Corner("anchor", "\"size\":4,", "\"size\":" + size + ","));
    }
    // 86 characters are 516 bits: the last four of them are none of the signature's.
    for (String last : List.of("B", "R", "h", "/")) {
      all.add(new Corner("heads.jsonl", ".(?===\")", last));
    }
    String facts = "\"facts\":\\{[^}]*}";
    for (String odd :
        List.of(
            "\"facts\":{\"a\":\"\\\\\"\"}",
            "\"facts\":{\"a\":\"\\\\\\\\\"}",
            "\"facts\":{\"a\":\"\\\\u0041\"}",
            "\"facts\":{\"a\":\"\u00c3\u00a9\"}",
            "\"facts\":{\"a\":\"x\0\"}",
            "\"facts\":{\"b\":\"\",\"a\":\"\"}",
            "\"facts\":{\"a\":\"\",\"a\":\"\"}",
            "\"facts\":[]",
            "\"facts\":null",
            "\"facts\":{\"a\":\"" + "x".repeat(200_000) + "\"}")) {
      all.add(new Corner("leaves.jsonl", facts, odd));
    }
    return all.stream();
  }

  @BeforeAll
  static void findPrograms() {
    Optional<String> missing = ParityScript.missing();
    assumeTrue(
        missing.isEmpty(),
        () ->
            "the shell verifier of the audit log is not tested: '"
                + missing.orElse("")
                + "' is not here (apt install jq openssl)");
  }

  /** A log of five leaves, anchored at four. */
  @BeforeEach
  void export() throws Exception {
    log = folder.resolve("log");
    key = Files.writeString(folder.resolve("key.pem"), AuditExport.pem(PAIR.getPublic()));
    anchor = folder.resolve("anchor");
    LogDatabase database = LogDatabase.sqlite(folder.resolve("log.db"));
    for (AuditEvent event : Events.events(new Random(5), 5)) {
      long at = database.transaction(transaction -> LOG.append(transaction, event));
      if (at == 3) {
        new AnchorFile(anchor).append(database.transaction(LOG::newestHead).orElseThrow());
      }
    }
    database.transaction(
        snapshot -> {
          new LogReader(LOG, snapshot).export(log);
          return log;
        });
  }

  private void put(Corner corner) throws IOException {
    Path file = corner.file.equals("anchor") ? anchor : log.resolve(corner.file);
    String text = Files.readString(file, ISO_8859_1);
    String spoilt = text.replaceFirst(corner.pattern, corner.by);
    assertThat(spoilt).as("something is changed").isNotEqualTo(text);
    Files.writeString(file, spoilt, ISO_8859_1);
  }

  private AuditVerdict ours() {
    return AuditExport.verify(
        log, LOG.keys().trusted(), Optional.of(new AnchorFile(anchor)), SignatureScope.ALL);
  }

  @ParameterizedTest
  @MethodSource("corners")
  void bothSayTheSame(Corner corner) throws Exception {
    put(corner);
    ParityScript.Answer theirs = ParityScript.run(log, key, anchor);
    assertThat(theirs.line()).isEqualTo(ours().line());
    assertThat(theirs.status()).isEqualTo(ours() instanceof AuditVerdict.Sound ? 0 : 1);
  }

  /** dash, bash and busybox; mawk, gawk, busybox' and the first awk: those that are here. */
  @ParameterizedTest
  @ValueSource(
      strings = {"dash", "bash", "busybox sh", "mawk", "gawk", "busybox awk", "original-awk"})
  void whicheverShellAndAwk(String name) throws Exception {
    List<String> words = List.of(name.split(" "));
    Optional<Path> program = ParityScript.found(words.getFirst());
    assumeTrue(program.isPresent(), () -> "not tried with " + name + ": it is not here");
    boolean awk = name.endsWith("awk");
    Optional<Path> first =
        awk ? Optional.of(Files.createDirectory(folder.resolve("programs"))) : Optional.empty();
    if (awk) {
      Files.createSymbolicLink(first.get().resolve("awk"), program.get());
    }
    List<String> arguments =
        List.of(log.toString(), "--key", key.toString(), "--anchor", anchor.toString());
    List<Corner> some = corners().toList();
    for (int i = -1; i < some.size(); i += 13) {
      if (i >= 0) {
        Files.delete(folder.resolve("log.db"));
        Files.delete(anchor);
        delete(log);
        export();
        put(some.get(i));
      }
      ParityScript.Answer theirs = ParityScript.run(awk ? List.of("sh") : words, first, arguments);
      assertThat(theirs.line())
          .as(i < 0 ? "the good log" : some.get(i).toString())
          .isEqualTo(ours().line());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Status 1 is for a log that is not sound: a slip of whoever asks must not look like one. */
  @Test
  void aSlipIsNoVerdict() throws Exception {
    String there = log.toString();
    Path other = Files.writeString(folder.resolve("letter.txt"), "no key\n");
    for (List<String> wrong :
        List.of(
            List.of(there),
            List.of(there, "--key", other.toString()),
            List.of(there, "--key", folder.resolve("none.pem").toString()),
            List.of(there, "--key"))) {
      assertThat(said(wrong).status()).as(wrong.toString()).isEqualTo(2);
    }
    String pem = key.toString();
    for (List<String> missing :
        List.of(
            List.of(folder.resolve("none").toString(), "--key", pem),
            List.of(there, "--key", pem, "--anchor", folder.resolve("none").toString()),
            List.of(there, "--key", pem, "--anchor", folder.toString()))) {
      assertThat(said(missing).status()).as(missing.toString()).isEqualTo(3);
    }
    assertThat(said(List.of(there, "--key", pem)).line()).startsWith("sound: 5 leaves");
  }

  private static ParityScript.Answer said(List<String> arguments) throws Exception {
    return ParityScript.run(List.of("sh"), Optional.empty(), arguments);
  }
}
