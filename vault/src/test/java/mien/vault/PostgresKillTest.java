package mien.vault;

import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mien.vault.audit.SignatureScope;
import mien.vault.config.VaultConfig;
import mien.vault.config.VaultStore;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.record.CheckReport;
import mien.vault.record.PhotoOutcome;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer on PostgreSQL that uploads, replaces and erases is killed at random moments. */
class PostgresKillTest {

  private static final int KILLS = 40;

  @TempDir Path temporary;

  @Test
  void killsLeaveNothingPartlyThere() throws Exception {
    Desk desk = new Desk(temporary);
    Random random = new Random(15);
    int orphans = 0;
    int erasures = 0;
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      VaultConfig config =
          desk.config().withStore(new VaultStore.Server(url, "postgres", "postgres"));
      SubjectId id;
      try (Vault vault = Vault.open(config)) {
        id = Desk.consenting(vault, "staff-1");
      }
      for (int i = 0; i < KILLS; i++) {
        Path said = temporary.resolve("said-" + i);
        Process writer = CrashTest.started(writer(desk, url), said);
        CrashTest.awaitWriting(writer, said);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(400_000));
        writer.destroyForcibly().waitFor();
        try (Vault vault = Vault.open(config)) {
          orphans += vault.recovered().orphanFiles() + vault.recovered().orphanKeys();
          erasures += vault.recovered().erasuresFinished();
          check(desk, vault, id);
        }
      }
    }
    System.out.println(
        KILLS
            + " kills on PostgreSQL; what was loose: "
            + orphans
            + "; erasures that were interrupted and ended: "
            + erasures);
    assertThat(orphans + erasures).as("some met work in the middle").isPositive();
  }

  /**
   * The writer waits inside an erasure, at each of its steps, and is killed there: every kill meets
   * one, and the next opening ends it.
   */
  @Test
  void killsInsideErasuresAreEndedByTheNextOpening() throws Exception {
    Desk desk = new Desk(temporary);
    int met = 0;
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      VaultConfig config =
          desk.config().withStore(new VaultStore.Server(url, "postgres", "postgres"));
      for (FaultPoints.Step step : INSIDE) {
        SubjectId id;
        try (Vault vault = Vault.open(config)) {
          id = Desk.collected(vault, "staff-1", met);
        }
        Path said = temporary.resolve("inside-" + step);
        List<String> command = new ArrayList<>(writer(desk, url));
        command.add(step.name());
        Process writer = CrashTest.started(command, said);
        while (!Files.readString(said).contains("inside " + step + "\n")) {
          assertThat(writer.isAlive()).as("the writer erases").isTrue();
          TimeUnit.MILLISECONDS.sleep(2);
        }
        writer.destroyForcibly().waitFor();
        try (Vault vault = Vault.open(config)) {
          assertThat(vault.recovered().erasuresFinished()).as(step.name()).isEqualTo(1);
          met++;
          assertThat(vault.viewer(Desk.VIEWER).photo(id)).isEqualTo(new PhotoOutcome.NothingHeld());
          List<String> leaves = vault.viewer(Desk.VIEWER).audit(log -> log.leaves(0, 1000));
          assertThat(leaves)
              .filteredOn(leaf -> leaf.contains("\"ERASED\""))
              .as("one leaf each, however often it was begun")
              .hasSize(met);
          check(desk, vault, id);
        }
      }
    }
    System.out.println(met + " kills on PostgreSQL, each inside an erasure");
    assertThat(met).isEqualTo(INSIDE.size());
  }

  private static final List<FaultPoints.Step> INSIDE =
      List.of(
          FaultPoints.Step.ERASURE_BEGUN,
          FaultPoints.Step.ROWS_DELETED,
          FaultPoints.Step.DESTROYED,
          FaultPoints.Step.STEP_ENDED,
          FaultPoints.Step.FILES_DESTROYED,
          FaultPoints.Step.SCRUBBED,
          FaultPoints.Step.LOOKED);

  private static void check(Desk desk, Vault vault, SubjectId id) {
    assertThat(vault.recovered().missingFiles()).isZero();
    assertThat(vault.recovered().erasuresPending()).isZero();
    List<Path> files = new SealedFiles(desk.folder, FaultPoints.NONE).all();
    Optional<BiometricCollection> held =
        vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection();
    assertThat(files)
        .isEqualTo(
            held.map(one -> List.of(desk.folder.resolve(one.facts().dataPath())))
                .orElse(List.of()));
    assertThat(vault.admin(Desk.ADMIN).check())
        .isEqualTo(new CheckReport(1, held.isPresent() ? 1 : 0, List.of()));
    assertThat(
            vault
                .viewer(VIEWER)
                .audit(log -> log.verify(Optional.empty(), SignatureScope.NEWEST))
                .line())
        .startsWith("sound: ");
  }

  private List<String> writer(Desk desk, String url) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(CrashTest.class.getName(), desk.folder.toString(), temporary.toString(), url));
    assertThat(Files.exists(desk.folder)).isTrue();
    return command;
  }
}
