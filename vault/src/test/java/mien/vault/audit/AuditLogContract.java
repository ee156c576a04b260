package mien.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mien.core.audit.Hash;
import mien.core.audit.TreeHasher;
import mien.vault.audit.AuditVerdict.Sound;
import mien.vault.sql.AuditLog;
import org.junit.jupiter.api.Test;

/** What the log promises on every database. */
abstract class AuditLogContract {

  private static final TreeHasher HASHER = TreeHashes.treeHasher();

  private final KeyPair pair = Events.keyPair();
  private final AuditLog log = Events.log(pair);

  /** A database with empty tables. */
  abstract LogDatabase database() throws Exception;

  @Test
  void anEmptyLogIsSoundAndHasNoHead() throws Exception {
    LogDatabase database = database();
    assertThat(verify(database)).isEqualTo(new Sound(0, HASHER.emptyRoot(), 0, 0));
    assertThat(database.<Optional<SignedHead>>transaction(log::newestHead)).isEmpty();
  }

  @Test
  void everyPairOfHeadsIsConsistentAndEveryLeafIncluded() throws Exception {
    LogDatabase database = database();
    Random random = new Random(20261121);
    List<SignedHead> heads = new ArrayList<>();
    List<AuditEvent> written = new ArrayList<>();
    while (written.size() < 60) {
      List<AuditEvent> group = Events.events(random, 1 + random.nextInt(5));
      long first = database.transaction(transaction -> log.appendAll(transaction, group));
      assertThat(first).isEqualTo(written.size());
      written.addAll(group);
      heads.add(database.transaction(log::newestHead).orElseThrow());
      assertThat(heads.getLast().size()).isEqualTo(written.size());
      assertThat(log.keys().trusted().verifies(heads.getLast())).isTrue();
    }
    try (Connection connection = database.connect()) {
      for (SignedHead head : heads) {
        for (SignedHead older : heads.subList(0, heads.indexOf(head) + 1)) {
          assertThat(
                  log.consistency(connection, older.size(), head.size())
                      .proves(HASHER, older.root(), head.root()))
              .isTrue();
        }
        for (int leaf = 0; leaf < head.size(); leaf++) {
          Hash hash = HASHER.leaf(LeafEncoding.encode(leaf, written.get(leaf)));
          assertThat(log.inclusion(connection, leaf, head.size()).proves(HASHER, hash, head.root()))
              .isTrue();
        }
      }
    }
    assertThat(verify(database))
        .isEqualTo(new Sound(written.size(), heads.getLast().root(), heads.size(), 0));
  }

  @Test
  void whatIsRolledBackWasNeverThere() throws Exception {
    LogDatabase database = database();
    Random random = new Random(1);
    database.transaction(transaction -> log.append(transaction, Events.event(random)));
    AuditVerdict before = verify(database);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      log.append(connection, Events.event(random));
      log.appendAll(connection, Events.events(random, 3));
      assertThat(log.size(connection)).isEqualTo(5);
      connection.rollback();
    }
    assertThat(verify(database)).isEqualTo(before);
  }

  @Test
  void writersTakeTurnsAndNeverFork() throws Exception {
    LogDatabase database = database();
    int writers = 4;
    int each = 25;
    Set<Long> places = new TreeSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Callable<List<Long>>> work = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        Random random = new Random(w);
        work.add(
            () -> {
              List<Long> mine = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                AuditEvent event = Events.event(random);
                mine.add(database.transaction(transaction -> log.append(transaction, event)));
              }
              return mine;
            });
      }
      for (Future<List<Long>> done : threads.invokeAll(work)) {
        places.addAll(done.get());
      }
    }
    assertThat(places).hasSize(writers * each).contains(0L, writers * each - 1L);
    assertThat(verify(database)).isInstanceOf(Sound.class);
    assertThat(database.<Long>transaction(log::size)).isEqualTo(writers * each);
  }

  @Test
  void aSecondLeafOfTheSamePlaceIsRefusedByTheDatabase() throws Exception {
    LogDatabase database = database();
    Random random = new Random(2);
    database.transaction(transaction -> log.append(transaction, Events.event(random)));
    database.tamper("UPDATE audit_tail SET size = 0");
    assertThatThrownBy(
            () ->
                database.transaction(transaction -> log.append(transaction, Events.event(random))))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void anotherKeyTakesOver() throws Exception {
    LogDatabase database = database();
    Random random = new Random(3);
    database.transaction(transaction -> log.append(transaction, Events.event(random)));
    KeyPair next = Events.keyPair();
    AuditLog alone = new AuditLog(new AuditKeys(next, List.of()), Events.CLOCK);
    AuditLog both = new AuditLog(new AuditKeys(next, List.of(pair.getPublic())), Events.CLOCK);
    database.transaction(transaction -> both.append(transaction, Events.event(random)));
    assertThat(verify(database, both)).isInstanceOf(Sound.class);
    assertThat(verify(database, alone).line()).isEqualTo("head 0: forged");
    assertThat(verify(database).line()).isEqualTo("head 1: forged");
  }

  @Test
  void misuseIsRefused() throws Exception {
    LogDatabase database = database();
    AuditEvent event = Events.event(new Random(4));
    try (Connection connection = database.connect()) {
      assertThatThrownBy(() -> log.append(connection, event)).hasMessageContaining("setAutoCommit");
      assertThatThrownBy(() -> log.verify(connection, Optional.empty(), SignatureScope.ALL))
          .hasMessageContaining("setAutoCommit");
      connection.setAutoCommit(false);
      assertThatThrownBy(() -> log.appendAll(connection, List.of()))
          .hasMessageContaining("at least one");
      assertThatThrownBy(() -> log.inclusion(connection, 0, 1))
          .hasMessageContaining("has 0 leaves");
      assertThatThrownBy(() -> log.consistency(connection, 2, 1)).hasMessageContaining("0 leaves");
      connection.rollback();
    }
  }

  private AuditVerdict verify(LogDatabase database) throws SQLException {
    return verify(database, log);
  }

  private static AuditVerdict verify(LogDatabase database, AuditLog log) throws SQLException {
    return database.transaction(
        snapshot -> log.verify(snapshot, Optional.empty(), SignatureScope.ALL));
  }
}
