package mien.vault.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.vault.audit.AuditSource.StoredHead;
import mien.vault.audit.AuditSource.StoredLeaf;
import mien.vault.fault.VaultFault;

/**
 * The whole log as a folder of text files, which can be checked without this program: {@code
 * leaves.jsonl}, {@code leaves.sha256}, {@code heads.jsonl} and {@code keys/ID.pem}; {@code
 * docs/policies/audit-format.md} describes them, {@code packaging/audit-parity.sh} checks them.
 *
 * <p>It holds pseudonyms, actors and facts as the log does, and no personal datum.
 */
public final class AuditExport {

  static final String LEAVES = "leaves.jsonl";
  static final String HASHES = "leaves.sha256";
  static final String HEADS = "heads.jsonl";
  static final String KEYS = "keys";

  private AuditExport() {}

  /**
   * Writes the log as it is stored, without judging it.
   *
   * @param log from its beginning
   * @param keys whose public halves go along
   * @param folder empty, or not there yet
   * @throws MienException if the folder has something in it or cannot be written
   */
  public static void write(AuditSource log, TrustedKeys keys, Path folder) {
    try {
      prepare(folder);
      try (OutputStream leaves = file(folder.resolve(LEAVES));
          OutputStream hashes = file(folder.resolve(HASHES));
          OutputStream heads = file(folder.resolve(HEADS))) {
        Optional<StoredLeaf> leaf = log.nextLeaf();
        for (; leaf.isPresent(); leaf = log.nextLeaf()) {
          line(leaves, leaf.get().content().orElse(new byte[0]));
          line(hashes, HexFormat.of().formatHex(leaf.get().hash()).getBytes(US_ASCII));
        }
        Optional<StoredHead> head = log.nextHead();
        for (; head.isPresent(); head = log.nextHead()) {
          line(heads, head.get().head().map(HeadEncoding::encode).orElse(new byte[0]));
        }
      }
      for (Map.Entry<KeyId, PublicKey> key : keys.byId().entrySet()) {
        Path file = folder.resolve(KEYS).resolve(key.getKey().hex() + ".pem");
        Files.writeString(file, pem(key.getValue()), StandardOpenOption.CREATE_NEW);
      }
    } catch (IOException e) {
      throw fault("An export needs a folder that can be written, but " + folder + " cannot.", e);
    }
  }

  private static void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new MienException(
            VaultFault.AUDIT_EXPORT_FOLDER,
            "An export needs an empty folder, but " + folder + " has files in it: name another.");
      }
    }
    Files.createDirectory(folder.resolve(KEYS));
  }

  private static OutputStream file(Path path) throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  private static void line(OutputStream stream, byte[] bytes) throws IOException {
    stream.write(bytes);
    stream.write('\n');
  }

  /** SubjectPublicKeyInfo as PEM (RFC 7468), which openssl reads. */
  static String pem(PublicKey key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /**
   * Checks an exported folder, as {@link AuditReader#verify} checks a database.
   *
   * @param folder from {@link #write}; its own {@code keys} are not trusted for being there
   * @param keys whose heads count, from somewhere else
   * @throws MienException if a file cannot be read
   */
  public static AuditVerdict verify(
      Path folder, TrustedKeys keys, Optional<AnchorFile> anchor, SignatureScope scope) {
    List<Optional<SignedHead>> anchors = anchor.map(AnchorFile::read).orElse(List.of());
    try (ExportedLog log = new ExportedLog(folder)) {
      return new LogCheck(log, keys, anchors, scope).run();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  static MienException unreadable(Path folder, IOException e) {
    return fault(
        "An exported log has "
            + LEAVES
            + ", "
            + HASHES
            + " and "
            + HEADS
            + ", but those"
            + " of "
            + folder
            + " cannot be read: check the path.",
        e);
  }

  private static MienException fault(String message, IOException e) {
    return new MienException(VaultFault.AUDIT_EXPORT_FOLDER, message, e);
  }
}
