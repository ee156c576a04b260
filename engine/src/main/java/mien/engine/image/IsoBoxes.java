package mien.engine.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The boxes of an ISO base media file (ISO/IEC 14496-12), which HEIC, AVIF and CR3 are. Bounded: at
 * most {@value #MAX_BOXES} boxes a level, and never more than the file holds.
 */
final class IsoBoxes {

  private static final int MAX_BOXES = 4096;
  private static final Set<String> AVIF = Set.of("avif", "avis");
  private static final Set<String> HEIF =
      Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "mif2");

  /** One box. */
  record Box(String type, ByteView body) {}

  private IsoBoxes() {}

  /** The boxes of one level; one that is cut off ends the list with what is there of it. */
  static List<Box> of(ByteView level) {
    List<Box> boxes = new ArrayList<>();
    long at = 0;
    while (level.covers(at, 8) && boxes.size() < MAX_BOXES) {
      long size = level.u32(at, true);
      int head = 8;
      if (size == 1 && level.covers(at, 16)) {
        size = level.i64(at + 8, true);
        head = 16;
      } else if (size == 0) {
        size = level.length() - at;
      }
      if (size < head) {
        break;
      }
      long body = Math.min(size - head, level.length() - at - head);
      boxes.add(new Box(level.text(at + 4, 4), level.slice(at + head, body)));
      if (size > level.length() - at) {
        break;
      }
      at += size;
    }
    return boxes;
  }

  /** The boxes of a type on one level. */
  static List<ByteView> all(ByteView level, String type) {
    return of(level).stream().filter(b -> b.type().equals(type)).map(Box::body).toList();
  }

  /** The first box down a path. */
  static Optional<ByteView> first(ByteView level, String... path) {
    Optional<ByteView> found = Optional.of(level);
    for (String type : path) {
      found = found.flatMap(view -> all(view, type).stream().findFirst());
    }
    return found;
  }

  /** Told by the brands of the file's first box. */
  static Optional<PhotoFormat> formatOf(ByteView file) {
    ByteView ftyp = first(file, "ftyp").orElse(file.slice(0, 0));
    List<String> brands = new ArrayList<>();
    for (int at = 0; ftyp.covers(at, 4) && brands.size() < 64; at += at == 0 ? 8 : 4) {
      brands.add(ftyp.text(at, 4));
    }
    if (brands.contains("crx ")) {
      return Optional.of(PhotoFormat.RAW);
    }
    if (brands.stream().anyMatch(AVIF::contains)) {
      return Optional.of(PhotoFormat.AVIF);
    }
    return brands.stream().anyMatch(HEIF::contains)
        ? Optional.of(PhotoFormat.HEIF)
        : Optional.empty();
  }

  /**
   * Refuses a HEIF whose stated picture sizes (all {@code ispe} boxes, of tiles too) break the
   * limits.
   *
   * @return whether the file rotates or mirrors its picture itself
   */
  static boolean transforms(ByteView file, PhotoFormat format, PhotoLimits limits) {
    ByteView properties =
        first(file, "meta")
            .filter(meta -> meta.length() >= 4)
            .flatMap(meta -> first(meta.from(4), "iprp", "ipco"))
            .orElseThrow(() -> Refusal.damaged(format, "it describes no picture"));
    for (ByteView ispe : all(properties, "ispe")) {
      if (!ispe.covers(0, 12)) {
        throw Refusal.damaged(format, "a size is cut off");
      }
      StoredFrame.requireWithin(limits, format, ispe.u32(4, true), ispe.u32(8, true));
    }
    return of(properties).stream()
        .anyMatch(b -> b.type().equals("irot") || b.type().equals("imir"));
  }
}
