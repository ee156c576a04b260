package mien.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Random;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.record.CreateOutcome;
import mien.vault.subject.Release;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;

/** What tests of the vault work with: a folder, a key elsewhere, a clock that can be turned. */
final class Desk {

  static final Actor VIEWER = new Actor(Role.VIEWER, "front-1");
  static final Actor OFFICER = new Actor(Role.OFFICER, "desk-1");
  static final Actor ADMIN = new Actor(Role.ADMIN, "boss-1");
  static final Organization ORGANIZATION = new Organization("Acme Ltd", "privacy@acme.example");
  static final ModelId MODEL = new ModelId("edgeface_xs_512");
  static final String SIGNER = "Petronella Quisenberry";

  /** A clock that stands still until it is moved. */
  static final class HandClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void move(Duration by) {
      now = now.plus(by);
    }

    void set(Instant to) {
      now = to;
    }
  }

  final Path folder;
  final Path key;
  final HandClock clock = new HandClock();

  Desk(Path temporary) throws IOException {
    this(temporary, temporary.resolve("vault"));
  }

  Desk(Path temporary, Path folder) throws IOException {
    this.folder = folder;
    this.key = keyFile(temporary.resolve("master.key"), 7);
  }

  static Path keyFile(Path file, long seed) throws IOException {
    Files.writeString(file, HexFormat.of().formatHex(bytes(32, seed)) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  VaultConfig config() {
    return config("biometric_v1");
  }

  VaultConfig config(String policy) {
    PolicyPack pack = PolicyPack.named(policy);
    VaultConfig config =
        VaultConfig.embedded(
                folder, new KeySource.KeyFile(key), PolicyPack.named("biometric_v1"), ORGANIZATION)
            .withClock(clock);
    return policy.equals("biometric_v1") ? config : config.accepting(pack);
  }

  Vault open() {
    return Vault.open(config());
  }

  static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Not a picture: the vault never decodes what it keeps. */
  static byte[] photo(long seed) {
    return bytes(60_000 + (int) (seed % 1000), seed);
  }

  static Embedding embedding(long seed) {
    return embedding(MODEL, seed);
  }

  static Embedding embedding(ModelId model, long seed) {
    Random random = new Random(seed);
    float[] raw = new float[512];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (float) random.nextGaussian();
    }
    return Embedding.normalized(model, raw);
  }

  static SubjectId subject(Vault vault, String safeId) {
    return switch (vault.officer(OFFICER).createSubject(new SafeId(safeId))) {
      case CreateOutcome.Created made -> made.id();
      case CreateOutcome.SafeIdTaken taken -> taken.id();
    };
  }

  static Release release(Vault vault) {
    ConsentForm form = vault.consentForm().orElseThrow();
    return new Release(
        form.purposes().getFirst(),
        form.hash(),
        SIGNER,
        Release.Capacity.SUBJECT,
        Release.Method.TYPED,
        SIGNER.getBytes(StandardCharsets.UTF_8));
  }

  static SubjectId consenting(Vault vault, String safeId) {
    SubjectId id = subject(vault, safeId);
    vault.officer(OFFICER).giveConsent(id, release(vault));
    return id;
  }

  static SubjectId collected(Vault vault, String safeId, long seed) {
    SubjectId id = consenting(vault, safeId);
    vault.officer(OFFICER).collect(id, photo(seed));
    return id;
  }

  /** Time passes, and somebody says that the clock is right. */
  void later(Vault vault, Duration by) {
    clock.move(by);
    vault.admin(ADMIN).trustClock();
  }

  static long leaves(Vault vault) {
    return vault.viewer(VIEWER).audit(mien.vault.audit.AuditReader::size);
  }

  static SecureRandom seeded(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
