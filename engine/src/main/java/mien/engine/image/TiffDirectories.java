package mien.engine.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mien.core.photo.ExifOrientation;

/**
 * The directories (IFDs) of a TIFF file, of a raw file that is built like one, or of an EXIF block.
 *
 * <p>Reading is bounded whatever the file says: at most {@value #MAX_DIRECTORIES} directories of
 * {@value #MAX_ENTRIES} entries; values stay in the file until they are asked for, one number at a
 * time. Sources: TIFF 6.0; BigTIFF; EXIF 2.32; the raw magics as documented by ExifTool.
 */
final class TiffDirectories {

  static final int MAX_DIRECTORIES = 64;
  static final int MAX_ENTRIES = 4096;

  static final int WIDTH = 0x100;
  static final int HEIGHT = 0x101;
  static final int COMPRESSION = 0x103;
  static final int PHOTOMETRIC = 0x106;
  static final int STRIP_OFFSETS = 0x111;
  static final int ORIENTATION = 0x112;
  static final int STRIP_BYTES = 0x117;
  static final int SUB_DIRECTORIES = 0x14A;
  static final int JPEG_OFFSET = 0x201;
  static final int JPEG_BYTES = 0x202;
  static final int EXIF_DIRECTORY = 0x8769;
  static final int ICC_PROFILE = 0x8773;
  static final int DNG_VERSION = 0xC612;
  private static final int CFA = 32803;
  private static final int LINEAR_RAW = 34892;

  /** One entry: {@code count} values of {@code type}, stored from {@code position}. */
  record Entry(int tag, int type, long count, long position) {

    int unit() {
      return switch (type) {
        case 3, 8 -> 2;
        case 4, 9, 11, 13 -> 4;
        case 5, 10, 12, 16, 17, 18 -> 8;
        default -> 1;
      };
    }
  }

  /** One directory. */
  final class Directory {
    private final Map<Integer, Entry> entries;

    private Directory(Map<Integer, Entry> entries) {
      this.entries = entries;
    }

    Iterable<Entry> entries() {
      return entries.values();
    }

    Optional<Entry> entry(int tag) {
      return Optional.ofNullable(entries.get(tag));
    }

    /** The first value of a tag, where it is there and whole. */
    OptionalLong number(int tag) {
      return number(tag, 0);
    }

    /** The value at {@code index} of a tag, where it is there and whole. */
    OptionalLong number(int tag, long index) {
      Entry e = entries.get(tag);
      if (e == null || index < 0 || index >= e.count()) {
        return OptionalLong.empty();
      }
      long at = e.position() + index * e.unit();
      if (!file.covers(at, e.unit())) {
        return OptionalLong.empty();
      }
      return switch (e.unit()) {
        case 1 -> OptionalLong.of(file.u8(at));
        case 2 -> OptionalLong.of(file.u16(at, bigEndian));
        case 4 -> OptionalLong.of(file.u32(at, bigEndian));
        default -> OptionalLong.of(file.i64(at, bigEndian));
      };
    }

    /** The bytes of a tag, where they are whole. */
    Optional<ByteView> bytes(int tag) {
      return entry(tag)
          .filter(e -> e.count() <= file.length() && file.covers(e.position(), bytes(e)))
          .map(e -> file.slice(e.position(), bytes(e)));
    }

    private long bytes(Entry e) {
      return e.count() * e.unit();
    }
  }

  private final ByteView file;
  private final boolean bigEndian;
  private final boolean big;
  private final List<Directory> directories = new ArrayList<>();

  private TiffDirectories(ByteView file, boolean bigEndian, boolean big) {
    this.file = file;
    this.bigEndian = bigEndian;
    this.big = big;
  }

  /** Reads all directories that can be reached; none where the block is no TIFF. */
  static Optional<TiffDirectories> of(ByteView file) {
    boolean bigEndian = file.hasText(0, "MM");
    if (!bigEndian && !file.hasText(0, "II") || file.length() < 8) {
      return Optional.empty();
    }
    int magic = file.u16(2, bigEndian);
    boolean big = magic == 43;
    // 42 TIFF, 43 BigTIFF, 0x55 Panasonic RW2, "RO" and "RS" (either end first) Olympus ORF
    if (magic != 42 && !big && magic != 0x55 && magic != 0x4F52 && magic != 0x5352) {
      return Optional.empty();
    }
    if (big && file.length() < 16) {
      return Optional.empty();
    }
    TiffDirectories tiff = new TiffDirectories(file, bigEndian, big);
    tiff.walk(big ? file.i64(8, bigEndian) : file.u32(4, bigEndian));
    return Optional.of(tiff);
  }

  /** TIFF, RAW where a directory says so, or nothing. */
  static Optional<PhotoFormat> formatOf(ByteView file) {
    return of(file).map(t -> t.isRaw() ? PhotoFormat.RAW : PhotoFormat.TIFF);
  }

  /** All directories; the first is the main one. Sub-directories follow the chain. */
  List<Directory> directories() {
    return directories;
  }

  boolean bigEndian() {
    return bigEndian;
  }

  boolean big() {
    return big;
  }

  /** The orientation of the main directory, where it has a valid one. */
  Optional<Integer> orientation() {
    return directories.stream()
        .limit(1)
        .flatMap(d -> d.number(ORIENTATION).stream().boxed())
        .filter(v -> v >= 1 && v <= 8)
        .map(Long::intValue)
        .findFirst();
  }

  /** The orientation of an EXIF block (a small TIFF); 1 where it has none or is damaged. */
  static int orientationOf(ByteView exif) {
    return ExifOrientation.of(exif.array(), exif.start(), exif.length());
  }

  private boolean isRaw() {
    int magic = file.u16(2, bigEndian);
    if (magic != 42 && magic != 43 || file.hasText(8, "CR")) {
      return true;
    }
    for (Directory d : directories) {
      long photometric = d.number(PHOTOMETRIC).orElse(-1);
      long compression = d.number(COMPRESSION).orElse(-1);
      if (photometric == CFA
          || photometric == LINEAR_RAW
          || d.entry(DNG_VERSION).isPresent()
          || compression == 34713 // Nikon NEF
          || compression == 32767 // Sony ARW
          || compression == 65535 /* Pentax PEF */) {
        return true;
      }
    }
    return false;
  }

  private void walk(long first) {
    Set<Long> seen = new HashSet<>();
    ArrayDeque<Long> todo = new ArrayDeque<>(List.of(first));
    while (!todo.isEmpty() && directories.size() < MAX_DIRECTORIES) {
      long position = todo.removeFirst();
      if (position > 0 && seen.add(position)) {
        read(position, todo);
      }
    }
  }

  private void read(long position, ArrayDeque<Long> todo) {
    int head = big ? 8 : 2;
    int size = big ? 20 : 12;
    if (!file.covers(position, head)) {
      return;
    }
    long stated = big ? file.i64(position, bigEndian) : file.u16(position, bigEndian);
    long fits = (file.length() - position - head) / size;
    int count = (int) Math.clamp(stated, 0, Math.min(fits, MAX_ENTRIES));
    Map<Integer, Entry> entries = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      Entry e = entry(position + head + (long) i * size);
      entries.putIfAbsent(e.tag(), e);
    }
    Directory directory = new Directory(entries);
    directories.add(directory);
    long next = position + head + stated * size;
    if (count == stated && file.covers(next, big ? 8 : 4)) {
      todo.addFirst(big ? file.i64(next, bigEndian) : file.u32(next, bigEndian));
    }
    directory
        .entry(SUB_DIRECTORIES)
        .ifPresent(
            e -> {
              for (int i = 0; i < Math.min(e.count(), MAX_DIRECTORIES); i++) {
                directory.number(SUB_DIRECTORIES, i).ifPresent(todo::addLast);
              }
            });
    directory.number(EXIF_DIRECTORY).ifPresent(todo::addLast);
  }

  private Entry entry(long at) {
    int tag = file.u16(at, bigEndian);
    int type = file.u16(at + 2, bigEndian);
    long count = big ? file.i64(at + 4, bigEndian) : file.u32(at + 4, bigEndian);
    Entry inline = new Entry(tag, type, Math.max(count, 0), at + (big ? 12 : 8));
    if (inline.count() <= (big ? 8 : 4) / inline.unit()) {
      return inline;
    }
    long position =
        big ? file.i64(inline.position(), bigEndian) : file.u32(inline.position(), bigEndian);
    return new Entry(tag, type, inline.count(), position);
  }
}
