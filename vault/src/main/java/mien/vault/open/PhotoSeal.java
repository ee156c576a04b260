package mien.vault.open;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import mien.vault.policy.Sha256;
import mien.vault.seal.SealingKey;
import mien.vault.sql.CollectionTable;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Classifications;
import mien.vault.subject.SubjectId;

/** The sealed forms of the biometric part: the photo's hash and length, its file, its guesses. */
public final class PhotoSeal {

  private static final int VERSION = 1;

  private PhotoSeal() {}

  public static String fileContext(SubjectId subject, String path) {
    return "file|" + subject + "|" + path;
  }

  public static String factsContext(SubjectId subject, String path) {
    return "collection|" + subject + "|" + path;
  }

  public static String classificationsContext(SubjectId subject, String path) {
    return "classifications|" + subject + "|" + path;
  }

  /** Version 1, the hash (32 bytes), the length (4 bytes, big-endian). */
  public static byte[] encode(Sha256 hash, int photoBytes) {
    return write(
        out -> {
          out.write(hash.bytes());
          out.writeInt(photoBytes);
        });
  }

  /** Which photo a row is of. */
  public static BiometricCollection.Facts facts(SealingKey key, CollectionTable.Row row) {
    byte[] plain = key.open(row.sealed(), factsContext(row.subject(), row.path()));
    if (plain.length != 37 || plain[0] != VERSION) {
      throw otherSchema();
    }
    Sha256 hash = Sha256.ofDigest(Arrays.copyOfRange(plain, 1, 33));
    int length = java.nio.ByteBuffer.wrap(plain, 33, 4).getInt();
    return new BiometricCollection.Facts(
        row.path(), hash, length, row.collectedAt(), row.template());
  }

  /** What was guessed, whatever the policy says today. */
  public static Optional<Classifications> guesses(SealingKey key, CollectionTable.Row row) {
    return row.classifications()
        .map(
            guessed ->
                decode(key.open(guessed, classificationsContext(row.subject(), row.path()))));
  }

  /**
   * The biometric part as it is shown.
   *
   * @param classes what the policy in force discloses: an earlier mien kept more
   */
  public static BiometricCollection collection(
      SealingKey key, CollectionTable.Row row, Set<String> classes) {
    BiometricCollection.Facts facts = facts(key, row);
    Optional<Classifications> shown = guesses(key, row).flatMap(all -> all.only(classes));
    return shown.isEmpty()
        ? new BiometricCollection.Photograph(facts)
        : new BiometricCollection.Classified(facts, shown.get());
  }

  /** A row for the same photo in another file, under another key; none if it does not open. */
  public static Optional<CollectionTable.Row> moved(
      VaultParts parts, CollectionTable.Row row, String path, SealingKey old, SealingKey fresh) {
    SubjectId id = row.subject();
    try {
      BiometricCollection.Facts facts = facts(old, row);
      byte[] sealed =
          fresh.seal(
              encode(facts.photoHash(), facts.photoBytes()),
              factsContext(id, path),
              parts.config().random());
      Optional<byte[]> guesses =
          shown(parts, row, old)
              .map(
                  all ->
                      fresh.seal(
                          encode(all), classificationsContext(id, path), parts.config().random()));
      return Optional.of(
          new CollectionTable.Row(id, path, row.collectedAt(), row.template(), sealed, guesses));
    } catch (MienException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Guesses that do not open are worth nothing and do not stay. */
  private static Optional<Classifications> shown(
      VaultParts parts, CollectionTable.Row row, SealingKey old) {
    try {
      return guesses(old, row).flatMap(all -> all.only(parts.config().policy().classes()));
    } catch (MienException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  public static byte[] encode(Classifications guesses) {
    return write(
        out -> {
          out.writeUTF(guesses.provider());
          writeMap(out, guesses.values());
          writeMap(out, guesses.provenance());
        });
  }

  private static Classifications decode(byte[] plain) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
      if (in.readByte() != VERSION) {
        throw otherSchema();
      }
      return new Classifications(in.readUTF(), readMap(in), readMap(in));
    } catch (IOException _) {
      throw otherSchema();
    }
  }

  private static void writeMap(DataOutputStream out, SortedMap<String, String> map)
      throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  private static SortedMap<String, String> readMap(DataInputStream in) throws IOException {
    SortedMap<String, String> map = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      map.put(in.readUTF(), in.readUTF());
    }
    return map;
  }

  @FunctionalInterface
  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      body.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static MienException otherSchema() {
    return new MienException(
        VaultFault.OTHER_SCHEMA,
        "A stored photo's facts are of a form that this mien does not know: use the newer one.");
  }
}
