package mien.vault.open;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.config.KeySource;
import mien.vault.config.VaultConfig;
import mien.vault.fault.VaultFault;
import mien.vault.seal.MasterKeys;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.seal.VaultSigner;
import mien.vault.sql.FactTable;
import mien.vault.sql.KeyTable;
import mien.vault.subject.SubjectId;

/** The keys of an open vault: the master key in memory, the wrapped ones in the database. */
public final class KeyRing {

  private static final String CHECK = "mien vault master key check v1";

  private final VaultConfig config;
  private final SecureRandom random;
  private volatile SealingKey master;

  /** The stored check of that key: sealed again, so another one, whenever the key is changed. */
  private volatile byte[] check;

  /** While the master key changes, readers meet rows of both: the other one, if there is one. */
  private volatile Optional<SealingKey> other = Optional.empty();

  private final String vaultId;
  private final VaultSigner signer;

  private KeyRing(
      VaultConfig config, SealingKey master, byte[] check, String vaultId, VaultSigner signer) {
    this.config = config;
    this.random = config.random();
    this.master = master;
    this.check = check;
    this.vaultId = vaultId;
    this.signer = signer;
  }

  /** What to do where there is no vault yet. */
  public enum Missing {
    /** Make one. */
    MAKE,
    /** Say that there is none: who only reads makes nothing. */
    REFUSE
  }

  /**
   * Opens the ring, or makes it in a new vault.
   *
   * @param transaction that writes
   * @param missing what to do in an empty database
   * @throws MienException blame OPERATOR, code {@code vault.wrong-key} if the master key is not the
   *     one that this vault was made with
   */
  public static KeyRing open(Connection transaction, VaultConfig config, Missing missing)
      throws SQLException {
    KeyTable table = new KeyTable(transaction);
    Optional<byte[]> check = table.fact("check");
    VaultIdentity.check(transaction, table);
    if (check.isPresent()) {
      byte[] salt = fact(table, "salt");
      SealingKey master = master(config.masterKey(), config, salt, rounds(fact(table, "rounds")));
      String vaultId = new String(fact(table, "vault-id"), StandardCharsets.US_ASCII);
      return new KeyRing(
          config,
          checked(master, check.get(), vaultId),
          check.get(),
          vaultId,
          signer(table, master, vaultId));
    }
    if (missing == Missing.REFUSE) {
      throw VaultFolder.none();
    }
    VaultFolder.requireUnowned(config);
    return make(transaction, table, config);
  }

  private static KeyRing make(Connection transaction, KeyTable table, VaultConfig config)
      throws SQLException {
    SecureRandom random = config.random();
    byte[] id = new byte[16];
    random.nextBytes(id);
    String vaultId = HexFormat.of().formatHex(id);
    byte[] salt = new byte[MasterKeys.SALT];
    random.nextBytes(salt);
    SealingKey master = master(config.masterKey(), config, salt, MasterKeys.PASSPHRASE_ROUNDS);
    VaultSigner signer = VaultSigner.draw(random);
    KeyRing ring = new KeyRing(config, master, new byte[0], vaultId, signer);
    table.setFact("vault-id", vaultId.getBytes(StandardCharsets.US_ASCII));
    table.setFact("public-key", signer.pair().getPublic().getEncoded());
    ring.check = ring.writeMasterFacts(table, new NextMaster(master, salt));
    FactTable facts = new FactTable(transaction);
    facts.setIdentity(VaultIdentity.number(vaultId));
    facts.setAdopted();
    return ring;
  }

  private static SealingKey checked(SealingKey master, byte[] check, String vaultId) {
    try {
      byte[] opened = master.open(check, "check|" + vaultId);
      if (Arrays.equals(opened, CHECK.getBytes(StandardCharsets.US_ASCII))) {
        return master;
      }
    } catch (MienException _) {
      // Said below.
    }
    throw new MienException(
        VaultFault.WRONG_KEY,
        "The master key must be the one that this vault was made with, and is another: configure"
            + " the right key file, credential or passphrase.");
  }

  private static VaultSigner signer(KeyTable table, SealingKey master, String vaultId)
      throws SQLException {
    return VaultSigner.of(
        fact(table, "public-key"), master.open(fact(table, "private-key"), "signer|" + vaultId));
  }

  private byte[] writeMasterFacts(KeyTable table, NextMaster next) throws SQLException {
    SealingKey key = next.key();
    table.setFact("salt", next.salt());
    table.setFact(
        "rounds",
        Integer.toString(MasterKeys.PASSPHRASE_ROUNDS).getBytes(StandardCharsets.US_ASCII));
    byte[] sealed = key.seal(CHECK.getBytes(StandardCharsets.US_ASCII), "check|" + vaultId, random);
    table.setFact("check", sealed);
    table.setFact(
        "private-key",
        key.seal(signer.pair().getPrivate().getEncoded(), "signer|" + vaultId, random));
    return sealed;
  }

  private static SealingKey master(KeySource source, VaultConfig config, byte[] salt, int rounds) {
    return switch (source) {
      case KeySource.KeyFile file -> {
        SealingKey key = MasterKeys.file(file.path(), config.folder());
        yield config.keys().startsWith(config.folder())
            ? key
            : MasterKeys.file(file.path(), config.keys());
      }
      case KeySource.Credential credential ->
          MasterKeys.credential(credential.name(), credential.environment());
      case KeySource.Passphrase passphrase -> {
        char[] characters = passphrase.value();
        try {
          yield MasterKeys.passphrase(characters, salt, rounds);
        } finally {
          Arrays.fill(characters, '\0');
        }
      }
    };
  }

  private static byte[] fact(KeyTable table, String name) throws SQLException {
    return table
        .fact(name)
        .orElseThrow(
            () ->
                new MienException(
                    VaultFault.DAMAGED,
                    "The vault's keys have lost the fact '" + name + "': restore them."));
  }

  private static int rounds(byte[] text) {
    return Integer.parseInt(new String(text, StandardCharsets.US_ASCII));
  }

  /** A master key that is to be used. */
  @SuppressWarnings("ArrayRecordComponent")
  public // read once, by this class
  record NextMaster(SealingKey key, byte[] salt) {}

  /**
   * Reads the next master key.
   *
   * @throws MienException blame USER, code {@code vault.same-key} if it is the one in use: a user
   *     who then destroyed "the old one" would destroy the only one
   */
  public NextMaster next(Connection transaction, KeySource source) throws SQLException {
    KeyTable table = new KeyTable(transaction);
    requireCurrent(table);
    if (master(source, config, fact(table, "salt"), rounds(fact(table, "rounds"))).sameAs(master)) {
      throw new MienException(
          VaultFault.SAME_KEY,
          "The new master key must be another one, but it is the one in use: name a new file or"
              + " passphrase. Nothing was changed; do not destroy this key.");
    }
    byte[] salt = new byte[MasterKeys.SALT];
    random.nextBytes(salt);
    return new NextMaster(master(source, config, salt, MasterKeys.PASSPHRASE_ROUNDS), salt);
  }

  /**
   * Wraps every key under another master key, in the caller's transaction.
   *
   * @return the new check, for {@link #use}
   */
  public byte[] rewrap(Connection transaction, NextMaster next) throws SQLException {
    SealingKey fresh = next.key();
    other = Optional.of(fresh);
    KeyTable table = new KeyTable(transaction);
    for (KeyTable.Row row : table.all()) {
      String context = context(row.key());
      SealingKey key = master.unwrap(row.wrapped(), context);
      table.replace(new KeyTable.Row(row.key(), fresh.wrap(key, context, random)));
    }
    return writeMasterFacts(table, next);
  }

  /** Uses another master key from now on: after the transaction of {@link #rewrap}. */
  public void use(NextMaster next, byte[] sealedCheck) {
    other = Optional.of(master);
    master = next.key();
    check = sealedCheck;
  }

  /** What is wrapped under a key that another process has replaced opens for no one. */
  private void requireCurrent(KeyTable table) throws SQLException {
    if (!Arrays.equals(fact(table, "check"), check)) {
      throw new MienException(
          VaultFault.KEY_CHANGED,
          "The master key was changed by another process while this one had the vault open: stop"
              + " this one and start it again with the new key. Nothing was changed.");
    }
  }

  private SealingKey unwrap(byte[] wrapped, String context) {
    SealingKey first = master;
    Optional<SealingKey> second = other;
    try {
      return first.unwrap(wrapped, context);
    } catch (MienException e) {
      if (second.isEmpty()) {
        throw e;
      }
      return second.get().unwrap(wrapped, context);
    }
  }

  /** Makes a key of a subject. */
  public SealingKey create(Connection transaction, KeyTable.Key which) throws SQLException {
    KeyTable table = new KeyTable(transaction);
    requireCurrent(table);
    SealingKey key = SealingKey.draw(random);
    table.add(new KeyTable.Row(which, master.wrap(key, context(which), random)));
    return key;
  }

  /** The key in use; of biometric ones, the one that seals what is held. */
  public Optional<SealingKey> find(Connection connection, SubjectId subject, SubjectKeyKind kind)
      throws SQLException {
    KeyTable table = new KeyTable(connection);
    return open(table, table.find(subject, kind));
  }

  /** Finds keys of one kind. */
  @FunctionalInterface
  public interface Keys {
    Optional<SealingKey> find(SubjectId subject) throws SQLException;
  }

  /** The keys in use of a kind, read in one go: for who asks for those of many subjects. */
  public Keys ofMany(Connection connection, SubjectKeyKind kind) throws SQLException {
    KeyTable table = new KeyTable(connection);
    Map<SubjectId, KeyTable.Row> rows = table.inUse(kind);
    return subject -> open(table, Optional.ofNullable(rows.get(subject)));
  }

  /** Any key, in use or not. */
  public Optional<SealingKey> find(Connection connection, KeyTable.Key which) throws SQLException {
    KeyTable table = new KeyTable(connection);
    return open(table, table.find(which));
  }

  private Optional<SealingKey> open(KeyTable table, Optional<KeyTable.Row> row)
      throws SQLException {
    if (row.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(unwrap(row.get().wrapped(), context(row.get().key())));
    } catch (MienException e) {
      requireCurrent(table);
      throw e;
    }
  }

  /** A key that must be there. */
  public SealingKey key(Connection connection, SubjectId subject, SubjectKeyKind kind)
      throws SQLException {
    return find(connection, subject, kind)
        .orElseThrow(
            () ->
                new MienException(
                    VaultFault.KEY_MISSING,
                    "A subject's "
                        + kind.word()
                        + " key is gone, so what it seals cannot be opened: restore keys and data"
                        + " from the same time, or erase the subject."));
  }

  /** The first generation has the context that it always had: older vaults open. */
  private String context(KeyTable.Key key) {
    String first = "key|" + vaultId + "|" + key.subject() + "|" + key.kind().word();
    return key.generation() == 0 ? first : first + "|" + key.generation();
  }

  public String vaultId() {
    return vaultId;
  }

  public VaultSigner signer() {
    return signer;
  }
}
