package mien.vault.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import mien.core.audit.Hash;

/** The log in an exported folder. For one thread. */
final class ExportedLog implements AuditSource, AutoCloseable {

  /** Longer than any canonical line, so that a line cut here is malformed. */
  private static final int LONGEST = 1 << 14;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final InputStream leafFile;
  private final InputStream hashFile;
  private final InputStream headFile;
  private final Lines leaves;
  private final Lines hashes;
  private final Lines heads;
  private long leaf;
  private long head;

  ExportedLog(Path folder) throws IOException {
    this.folder = folder;
    this.leafFile = Files.newInputStream(folder.resolve(AuditExport.LEAVES));
    this.hashFile = Files.newInputStream(folder.resolve(AuditExport.HASHES));
    this.headFile = Files.newInputStream(folder.resolve(AuditExport.HEADS));
    this.leaves = new Lines(leafFile);
    this.hashes = new Lines(hashFile);
    this.heads = new Lines(headFile);
  }

  @Override
  public Optional<StoredLeaf> nextLeaf() {
    Optional<byte[]> content = next(leaves);
    Optional<byte[]> hash = next(hashes);
    if (content.isEmpty() && hash.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new StoredLeaf(leaf++, content, hash.map(ExportedLog::hash).orElse(none())));
  }

  private static byte[] hash(byte[] line) {
    String hex = new String(line, ISO_8859_1);
    return HASH.matcher(hex).matches() ? HexFormat.of().parseHex(hex) : none();
  }

  private static byte[] none() {
    return new byte[0];
  }

  @Override
  public Optional<StoredHead> nextHead() {
    return next(heads).map(line -> new StoredHead(head++, HeadEncoding.decode(line)));
  }

  private Optional<byte[]> next(Lines lines) {
    try {
      return lines.next(LONGEST);
    } catch (IOException e) {
      throw AuditExport.unreadable(folder, e);
    }
  }

  @Override
  public boolean nextNodeIs(int level, long index, Hash root) {
    return true;
  }

  @Override
  public Optional<AuditVerdict.NodeBroken> leftOverNode() {
    return Optional.empty();
  }

  @Override
  public OptionalLong tail() {
    return OptionalLong.empty();
  }

  @Override
  public void close() throws IOException {
    try (leafFile;
        hashFile;
        headFile) {
      // Closes all three, whatever one of them says.
    }
  }
}
