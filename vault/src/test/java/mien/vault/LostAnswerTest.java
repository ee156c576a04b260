package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mien.core.MienException;
import mien.vault.CuttingProxy.Cut;
import mien.vault.audit.SignatureScope;
import mien.vault.config.KeySource;
import mien.vault.config.VaultConfig;
import mien.vault.config.VaultStore;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.policy.Sha256;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Classifications;
import mien.vault.subject.Consent;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The connection to PostgreSQL is cut at every commit of every operation: what was answered is
 * there, what was refused is not, and where it cannot be known, that is said.
 */
class LostAnswerTest {

  private static EmbeddedPostgres server;
  private static CuttingProxy proxy;

  @TempDir Path temporary;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
    proxy = new CuttingProxy(server.getPort());
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private static VaultStore store(int port) {
    return new VaultStore.Server(
        "jdbc:postgresql://localhost:" + port + "/postgres?prepareThreshold=0",
        "postgres",
        "postgres");
  }

  /** One thing that is done, and whether it is. */
  enum Operation {
    ENTER {
      @Override
      void run(Vault vault, SubjectId id) {
        Desk.subject(vault, "new-" + id);
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        return vault.viewer(VIEWER).find(new SafeId("new-" + id)).isPresent();
      }
    },
    SIGN {
      @Override
      void run(Vault vault, SubjectId id) {
        vault.officer(OFFICER).giveConsent(id, Desk.release(vault));
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        return manifest(vault, id).consents().size() == 2;
      }
    },
    REPLACE {
      @Override
      void run(Vault vault, SubjectId id) {
        vault.officer(OFFICER).collect(id, Desk.photo(2));
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        byte[] photo = ((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes();
        assertThat(Sha256.of(photo)).isIn(Sha256.of(Desk.photo(1)), Sha256.of(Desk.photo(2)));
        return Sha256.of(photo).equals(Sha256.of(Desk.photo(2)));
      }
    },
    EMBED {
      @Override
      void run(Vault vault, SubjectId id) {
        vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.LOGIN_REFERENCE, Desk.embedding(4));
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        return manifest(vault, id).embeddings().size() == 2;
      }
    },
    EMBED_AGAIN {
      @Override
      void run(Vault vault, SubjectId id) {
        vault.officer(OFFICER).remakeReference(id, _ -> Optional.of(Desk.embedding(5)));
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
            .isEqualTo(Desk.photo(1));
        return vault
            .viewer(VIEWER)
            .references(id, Desk.MODEL)
            .usable()
            .getFirst()
            .embedding()
            .equals(Desk.embedding(5));
      }
    },
    CLASSIFY {
      @Override
      void run(Vault vault, SubjectId id) {
        Classifications guesses =
            new Classifications("onnx", new TreeMap<>(Map.of("age_years", "30")), new TreeMap<>());
        assertThat(vault.officer(OFFICER).classify(id, _ -> Optional.of(guesses))).isEmpty();
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        return manifest(vault, id).biometricCollection().orElseThrow()
            instanceof BiometricCollection.Classified;
      }
    },
    HOLD {
      @Override
      void run(Vault vault, SubjectId id) {
        vault.admin(ADMIN).placeHold(id, "case 1");
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        return manifest(vault, id).legalHold().isPresent();
      }
    },
    WITHDRAW {
      @Override
      void run(Vault vault, SubjectId id) {
        vault.officer(OFFICER).withdrawConsent(id);
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        return manifest(vault, id).consentState().equals(Optional.of(Consent.State.WITHDRAWN))
            && manifest(vault, id).biometricCollection().isEmpty();
      }
    },
    ERASE {
      @Override
      void run(Vault vault, SubjectId id) {
        assertThat(vault.officer(OFFICER).erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST))
            .isInstanceOf(EraseOutcome.Erased.class);
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        return vault.viewer(VIEWER).manifest(id).isEmpty();
      }
    },
    SWEEP {
      @Override
      void run(Vault vault, SubjectId id) {
        vault.officer(OFFICER).purposeSatisfied(id);
        vault.admin(ADMIN).sweep();
      }

      @Override
      boolean done(Vault vault, SubjectId id) {
        return manifest(vault, id).biometricCollection().isEmpty();
      }
    };

    abstract void run(Vault vault, SubjectId id);

    abstract boolean done(Vault vault, SubjectId id);

    private static SubjectManifest manifest(Vault vault, SubjectId id) {
      return vault.viewer(VIEWER).manifest(id).orElseThrow();
    }
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void isNoLie(Operation operation) throws Exception {
    int cuts = 0;
    for (Cut cut : Cut.values()) {
      Path folder = Files.createDirectories(temporary.resolve(cut.name()));
      Desk desk = new Desk(folder);
      empty();
      for (int number = 0; cutAt(operation, cut, number, desk); number++) {
        cuts++;
      }
    }
    System.out.println(operation + ": cut at " + cuts + " commits");
    assertThat(cuts).isGreaterThanOrEqualTo(3);
  }

  @Test
  void theMasterKeyIsTheOldOneOrTheNewOne() throws Exception {
    int cuts = 0;
    for (Cut cut : Cut.values()) {
      for (int number = 0; keyCutAt(cut, number); number++) {
        cuts++;
      }
    }
    assertThat(cuts).isGreaterThanOrEqualTo(3);
  }

  /** Whether there was a commit of that number while the master key was changed. */
  private boolean keyCutAt(Cut cut, int number) throws Exception {
    empty();
    Desk desk = new Desk(Files.createDirectories(temporary.resolve(cut + "-" + number)));
    VaultConfig config = desk.config("biometric_v2");
    Path next = Desk.keyFile(temporary.resolve(cut + "-" + number + ".key"), 9);
    SubjectId id;
    Optional<MienException> said = Optional.empty();
    try (Vault vault = Vault.open(config.withStore(store(proxy.port())))) {
      id = Desk.collected(vault, "staff-1", 1);
      proxy.arm(number, cut);
      try {
        vault.admin(ADMIN).changeMasterKey(new KeySource.KeyFile(next));
      } catch (MienException e) {
        said = Optional.of(e);
      }
      if (proxy.disarm() <= number) {
        assertThat(said).isEmpty();
        return false;
      }
    }
    VaultConfig direct = config.withStore(store(server.getPort()));
    boolean changed = false;
    try (Vault vault = Vault.open(direct)) {
      assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
          .isEqualTo(Desk.photo(1));
    } catch (MienException e) {
      assertThat(e.code()).isEqualTo("vault.wrong-key");
      changed = true;
      Desk.keyFile(desk.key, 9);
      try (Vault vault = Vault.open(direct)) {
        assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
            .isEqualTo(Desk.photo(1));
      }
    }
    if (said.isEmpty()) {
      assertThat(changed).as("it was answered, so it is there").isTrue();
    } else {
      assertThat(said.get().code())
          .isIn("vault.database", "vault.unknown", "vault.rotation-unfinished");
      if (changed) {
        assertThat(said.get().code())
            .as("what is there is not denied")
            .isNotEqualTo("vault.database");
      }
    }
    return true;
  }

  private static void empty() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS mien_keys CASCADE");
      statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }
  }

  /** Whether there was a commit of that number. */
  private static boolean cutAt(Operation operation, Cut cut, int number, Desk desk) {
    VaultConfig config = desk.config("biometric_v2");
    SubjectId id;
    Optional<MienException> said = Optional.empty();
    try (Vault vault = Vault.open(config.withStore(store(proxy.port())))) {
      id = Desk.collected(vault, "staff-" + number, 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      proxy.arm(number, cut);
      try {
        operation.run(vault, id);
      } catch (MienException e) {
        said = Optional.of(e);
      }
      if (proxy.disarm() <= number) {
        assertThat(said).isEmpty();
        return false;
      }
      if (said.isPresent()) {
        assertThat(said.get().code())
            .isIn("vault.database", "vault.unknown", "consent.withdrawn-only");
        assertThat(said.get().getMessage()).doesNotContainIgnoringCase("nothing was changed");
      }
    }
    try (Vault vault = Vault.open(config.withStore(store(server.getPort())))) {
      assertThat(vault.recovered().missingFiles()).isZero();
      assertThat(vault.recovered().erasuresPending()).isZero();
      boolean done = operation.done(vault, id);
      if (said.isEmpty()) {
        assertThat(done).as("it was answered, so it is there").isTrue();
      } else if (cut == Cut.AND_NO_WAY_BACK) {
        // An erasure that was begun is ended by the opening above.
        if (done && operation.ordinal() < Operation.WITHDRAW.ordinal()) {
          assertThat(said.get().code()).isEqualTo("vault.unknown");
        }
      } else if (cut == Cut.BEFORE_THE_CLIENT_HEARS) {
        throw new AssertionError("the server can be asked, and has it", said.get());
      }
      assertThat(
              vault
                  .viewer(VIEWER)
                  .audit(log -> log.verify(Optional.empty(), SignatureScope.ALL))
                  .line())
          .startsWith("sound: ");
      int photos =
          vault.viewer(VIEWER).list("", "", 100).stream()
              .mapToInt(
                  one ->
                      vault
                              .viewer(VIEWER)
                              .manifest(one.id())
                              .orElseThrow()
                              .biometricCollection()
                              .isPresent()
                          ? 1
                          : 0)
              .sum();
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).hasSize(photos);
    }
    return true;
  }
}
