package mien.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mien.core.MienException;
import mien.vault.audit.AuditVerdict.Sound;
import mien.vault.sql.AuditLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody with full access to the database, but without the key, can do: be found out. */
class TamperedLogTest {

  private static final int SIZE = 21;

  private static final KeyPair PAIR = Events.keyPair();

  @TempDir static Path original;
  @TempDir Path folder;
  private final AuditLog log = Events.log(PAIR);
  private LogDatabase database;
  private AnchorFile anchor;

  /** A log of 21 leaves with a head each, anchored at 10 and 21. */
  @BeforeAll
  static void write() throws SQLException {
    append(
        LogDatabase.sqlite(original.resolve("log.db")),
        new AnchorFile(original.resolve("anchor.jsonl")),
        new Random(5),
        0,
        SIZE);
  }

  @BeforeEach
  void copy() throws IOException {
    for (String file : List.of("log.db", "anchor.jsonl")) {
      Files.copy(original.resolve(file), folder.resolve(file));
    }
    database = LogDatabase.sqliteFile(folder.resolve("log.db"));
    anchor = new AnchorFile(folder.resolve("anchor.jsonl"));
  }

  private static void append(LogDatabase to, AnchorFile anchor, Random random, int from, int size)
      throws SQLException {
    AuditLog log = Events.log(PAIR);
    for (int i = from; i < size; i++) {
      to.transaction(transaction -> log.append(transaction, Events.event(random)));
      if (i == 9 || i == SIZE - 1) {
        anchor.append(to.transaction(log::newestHead).orElseThrow());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          leaf 7: altered   | UPDATE audit_leaf SET content = CAST(replace(CAST(content AS TEXT), 'officer:', 'viewer:') AS BLOB) WHERE leaf_index = 7
          leaf 7: altered   | UPDATE audit_leaf SET hash = zeroblob(32) WHERE leaf_index = 7
          leaf 7: malformed | UPDATE audit_leaf SET content = x'7b7d' WHERE leaf_index = 7
          leaf 7: misplaced | UPDATE audit_leaf SET (content, hash) = (SELECT content, hash FROM audit_leaf b WHERE b.leaf_index = 8) WHERE leaf_index = 7
          leaf 7: missing   | DELETE FROM audit_leaf WHERE leaf_index = 7
          leaf 0: missing   | DELETE FROM audit_leaf WHERE leaf_index = 0
          truncated: head 20 has 21 leaves, the log 20 | DELETE FROM audit_leaf WHERE leaf_index = 20
          truncated: head 0 has 1 leaves, the log 0    | DELETE FROM audit_leaf
          unsigned: leaves 20 to 20 | DELETE FROM audit_head WHERE head_index = 20
          unsigned: leaves 0 to 20  | DELETE FROM audit_head
          head 3: missing   | DELETE FROM audit_head WHERE head_index = 3
          head 3: forged    | UPDATE audit_head SET signature = (SELECT signature FROM audit_head b WHERE b.head_index = 4) WHERE head_index = 3
          head 3: forged    | UPDATE audit_head SET root = zeroblob(32) WHERE head_index = 3
          head 3: forged    | UPDATE audit_head SET signed_at = '2027-01-01T00:00:00.000Z' WHERE head_index = 3
          head 3: forged    | UPDATE audit_head SET key_id = '0123456789abcdef' WHERE head_index = 3
          head 3: misplaced | UPDATE audit_head SET size = 1 WHERE head_index = 3
          head 3: malformed | UPDATE audit_head SET key_id = 'X' WHERE head_index = 3
          head 3: malformed | UPDATE audit_head SET signed_at = 'noon' WHERE head_index = 3
          head 3: malformed | UPDATE audit_head SET signed_at = '2026-11-21T04:00:00Z' WHERE head_index = 3
          head 3: malformed | UPDATE audit_head SET size = 0 WHERE head_index = 3
          node 2/1: altered | UPDATE audit_node SET hash = zeroblob(32) WHERE level = 2 AND node_index = 1
          node 3/0: altered | DELETE FROM audit_node WHERE level = 3 AND node_index = 0
          node 1/10: altered | INSERT INTO audit_node VALUES (1, 10, zeroblob(32))
          node 9/0: altered | INSERT INTO audit_node VALUES (9, 0, zeroblob(32))
          tail: 22 for 21 leaves | UPDATE audit_tail SET size = 22
          tail: -1 for 21 leaves | DELETE FROM audit_tail
          """)
  void isNamed(String finding, String sql) throws SQLException {
    database.tamper(sql);
    assertThat(verify().line()).isEqualTo(finding);
  }

  @Test
  void aLeafThatWasRewrittenWithItsHashesIsFoundByTheFirstHeadOverIt() throws SQLException {
    rewrite(13);
    assertThat(verify().line()).isEqualTo("forked: head 13, leaves 13 to 13");
    assertThat(verify(SignatureScope.NEWEST).line()).isEqualTo("forked: head 13, leaves 13 to 13");
  }

  @Test
  void headsThatWereRemovedWidenTheRange() throws SQLException {
    rewrite(13);
    database.tamper(
        "DELETE FROM audit_head WHERE head_index BETWEEN 10 AND 17",
        "UPDATE audit_head SET head_index = head_index - 8 WHERE head_index > 9");
    assertThat(verify().line()).isEqualTo("forked: head 10, leaves 10 to 18");
  }

  /** Swaps the action of a leaf, and stores the hash that goes with it. */
  private void rewrite(int leaf) throws SQLException {
    AuditEvent other = Events.event(new Random(99));
    byte[] content = LeafEncoding.encode(leaf, other);
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE audit_leaf SET content = ?, hash = ? WHERE leaf_index = ?")) {
      update.setBytes(1, content);
      update.setBytes(2, TreeHashes.treeHasher().leaf(content).toArray());
      update.setInt(3, leaf);
      update.executeUpdate();
    }
  }

  @Test
  void aCleanTruncationIsFoundByTheAnchorAlone() throws SQLException {
    database.tamper(
        "DELETE FROM audit_leaf WHERE leaf_index >= 16",
        "DELETE FROM audit_node WHERE (node_index + 1) * (1 << level) > 16",
        "DELETE FROM audit_head WHERE size > 16",
        "UPDATE audit_tail SET size = 16");
    assertThat(verify(Optional.empty(), SignatureScope.ALL)).isInstanceOf(Sound.class);
    assertThat(verify().line()).isEqualTo("truncated: anchor 1 has 21 leaves, the log 16");
  }

  @Test
  void aForkByWhoeverHasTheKeyIsFoundByTheAnchorAlone() throws SQLException {
    AnchorFile elsewhere = anchor;
    anchor = new AnchorFile(folder.resolve("other.jsonl"));
    database = LogDatabase.sqlite(folder.resolve("fork.db"));
    Random same = new Random(5);
    append(database, anchor, same, 0, 12);
    append(database, anchor, new Random(6), 12, SIZE + 3);
    assertThat(verify()).isInstanceOf(Sound.class);
    anchor = elsewhere;
    assertThat(verify().line()).isEqualTo("forked: anchor 1, leaves 10 to 20");
  }

  @Test
  void anotherKeysHeadsAreForged() throws SQLException {
    AuditLog other = Events.log(Events.keyPair());
    AuditVerdict verdict =
        database.transaction(
            snapshot -> other.verify(snapshot, Optional.empty(), SignatureScope.NEWEST));
    assertThat(verdict.line()).isEqualTo("head 20: forged");
  }

  @Test
  void anAnchorMustBeOne() throws Exception {
    Path file = folder.resolve("anchor.jsonl");
    assertThat(verify()).isInstanceOf(Sound.class);
    String lines = Files.readString(file);
    Files.writeString(file, "{\"key\":", StandardOpenOption.APPEND);
    assertThat(verify().line()).as("a crash in the middle of a line").startsWith("sound: 21 ");
    anchor.append(database.transaction(log::newestHead).orElseThrow());
    assertThat(verify().line()).contains("21 leaves, 21 heads, 3 anchors");
    Files.writeString(file, lines + "\n");
    assertThat(verify().line()).isEqualTo("anchor 2: malformed");
    Files.writeString(file, lines.replaceFirst("\"size\":10", "\"size\":11"));
    assertThat(verify().line()).isEqualTo("anchor 0: forged");
  }

  @Test
  void aFullDiskIsSaidByTheAnchor() throws SQLException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a full disk was not tried: only Linux has /dev/full");
    SignedHead head = database.transaction(log::newestHead).orElseThrow();
    assertThatThrownBy(() -> new AnchorFile(full).append(head))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("could not be: check its path, owner and disk");
  }

  /** A slip in the settings must not cost a key, a database or a letter its end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
        "Dear all,\nthis has no line feed at its end",
        "{\"key\":\"5f0c\",\"size\":1}\n",
        "SQLite format 3\0"
      })
  void aFileOfSomethingElseIsNoAnchorAndKeepsItsBytes(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("other"), content);
    SignedHead head = database.transaction(log::newestHead).orElseThrow();
    assertThatThrownBy(() -> new AnchorFile(file).append(head))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("has something else: name another file");
    assertThat(file).hasContent(content);
    Files.write(file, new byte[4096]);
    assertThatThrownBy(() -> new AnchorFile(file).append(head)).isInstanceOf(MienException.class);
    assertThat(Files.size(file)).isEqualTo(4096);
  }

  @Test
  void anUnwritableAnchorIsAFault() throws SQLException {
    AnchorFile nowhere = new AnchorFile(folder.resolve("missing/anchor.jsonl"));
    SignedHead head = database.transaction(log::newestHead).orElseThrow();
    assertThatThrownBy(() -> nowhere.append(head)).hasMessageContaining("path, owner and disk");
  }

  @Test
  void aFullDiskLosesNothing() throws SQLException {
    try (Connection connection = database.connect()) {
      connection.createStatement().execute("PRAGMA max_page_count = 20");
      connection.setAutoCommit(false);
      assertThatThrownBy(() -> log.appendAll(connection, Events.events(new Random(8), 2000)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("full");
    }
    assertThat(verify().line()).startsWith("sound: 21 leaves");
    database.transaction(transaction -> log.append(transaction, Events.event(new Random(9))));
    assertThat(verify().line()).startsWith("sound: 22 leaves");
  }

  private AuditVerdict verify() throws SQLException {
    return verify(SignatureScope.ALL);
  }

  private AuditVerdict verify(SignatureScope scope) throws SQLException {
    return verify(Optional.of(anchor), scope);
  }

  private AuditVerdict verify(Optional<AnchorFile> file, SignatureScope scope) throws SQLException {
    return database.transaction(snapshot -> log.verify(snapshot, file, scope));
  }
}
