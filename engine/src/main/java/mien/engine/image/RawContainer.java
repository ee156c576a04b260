package mien.engine.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.engine.image.TiffDirectories.Directory;

/**
 * The largest JPEG that a camera put into a raw file.
 *
 * <p>First where the file's own directories point: DNG, CR2, NEF, ARW, ORF and RW2 are TIFFs, CR3
 * is a box file, RAF has its own head. Where that finds nothing of {@value #ENOUGH} pixels
 * (previews in maker notes, damaged directories) the bytes are searched for JPEG headers. Layouts
 * as documented by ExifTool and LibRaw.
 *
 * @param jpeg the embedded file
 * @param header what it says of itself
 * @param orientation of the container, else of the JPEG
 */
record RawContainer(ByteView jpeg, JpegHeader header, int orientation) {

  private static final int ENOUGH = 640;
  private static final int MAX_CANDIDATES = 256;
  private static final int PANASONIC_JPEG = 0x2E;

  /** Finds it, or refuses the file. */
  static RawContainer read(ByteView file) {
    Search search = new Search(file);
    if (file.hasText(0, "FUJIFILM")) {
      search.fuji();
    } else if (file.hasText(4, "ftyp")) {
      search.canonBoxes();
    } else {
      search.directories();
    }
    if (search.best().map(c -> Math.max(c.header.width(), c.header.height())).orElse(0) < ENOUGH) {
      search.everywhere();
    }
    Candidate best = search.best().orElseThrow(() -> Refusal.noPreview());
    return new RawContainer(
        best.jpeg, best.header, search.orientation.orElse(best.header.orientation()));
  }

  private record Candidate(ByteView jpeg, JpegHeader header) {
    long pixels() {
      return (long) header.width() * header.height();
    }
  }

  /** The state of one search. */
  private static final class Search {
    private final ByteView file;
    private final List<Candidate> candidates = new ArrayList<>();
    private Optional<Integer> orientation = Optional.empty();

    Search(ByteView file) {
      this.file = file;
    }

    Optional<Candidate> best() {
      return candidates.stream().max(Comparator.comparingLong(Candidate::pixels));
    }

    private void consider(long position, long length) {
      if (position <= 0
          || length <= 0
          || candidates.size() >= MAX_CANDIDATES
          || !file.covers(position, 3)) {
        return;
      }
      // A preview that is cut off is still looked at: decoders give what there is.
      ByteView jpeg = file.slice(position, Math.min(length, file.length() - position));
      JpegHeader.find(jpeg).ifPresent(h -> candidates.add(new Candidate(jpeg, h)));
    }

    void fuji() {
      if (file.covers(84, 8)) {
        consider(file.u32(84, true), file.u32(88, true));
      }
    }

    void directories() {
      Optional<TiffDirectories> tiff = TiffDirectories.of(file);
      orientation = tiff.flatMap(TiffDirectories::orientation);
      for (Directory d : tiff.map(TiffDirectories::directories).orElse(List.of())) {
        pair(d, TiffDirectories.JPEG_OFFSET, TiffDirectories.JPEG_BYTES);
        d.entry(PANASONIC_JPEG).ifPresent(e -> consider(e.position(), e.count()));
        long compression = d.number(TiffDirectories.COMPRESSION).orElse(0);
        boolean oneStrip =
            d.entry(TiffDirectories.STRIP_OFFSETS).filter(e -> e.count() == 1).isPresent();
        if ((compression == 6 || compression == 7) && oneStrip) {
          pair(d, TiffDirectories.STRIP_OFFSETS, TiffDirectories.STRIP_BYTES);
        }
      }
    }

    private void pair(Directory d, int offset, int bytes) {
      if (d.entry(offset).isPresent() && d.entry(bytes).isPresent()) {
        consider(d.number(offset).orElse(0), d.number(bytes).orElse(0));
      }
    }

    /** CR3: the first sample of each track, and the preview box; orientation in CMT1. */
    void canonBoxes() {
      ByteView moov = IsoBoxes.first(file, "moov").orElse(file.slice(0, 0));
      for (ByteView uuid : IsoBoxes.all(moov, "uuid")) {
        if (uuid.length() > 16 && orientation.isEmpty()) {
          orientation =
              IsoBoxes.first(uuid.from(16), "CMT1")
                  .flatMap(TiffDirectories::of)
                  .flatMap(TiffDirectories::orientation);
        }
      }
      for (ByteView track : IsoBoxes.all(moov, "trak")) {
        Optional<ByteView> table = IsoBoxes.first(track, "mdia", "minf", "stbl");
        Optional<ByteView> sizes = table.flatMap(t -> IsoBoxes.first(t, "stsz"));
        Optional<ByteView> offsets = table.flatMap(t -> IsoBoxes.first(t, "co64"));
        if (sizes.filter(s -> s.covers(0, 12)).isEmpty()
            || offsets.filter(o -> o.covers(0, 16)).isEmpty()) {
          continue;
        }
        ByteView s = sizes.get();
        long size = s.u32(4, true);
        if (size == 0 && s.covers(12, 4)) {
          size = s.u32(12, true);
        }
        consider(offsets.get().i64(8, true), size);
      }
      for (ByteView uuid : IsoBoxes.all(file, "uuid")) {
        if (uuid.length() > 24) {
          IsoBoxes.first(uuid.from(24), "PRVW")
              .filter(p -> p.length() > 16)
              .ifPresent(p -> consider(p.start() - file.start() + 16L, p.length() - 16L));
        }
      }
    }

    void everywhere() {
      byte[] bytes = file.array();
      int end = file.start() + file.length() - 3;
      for (int i = file.start() + 1; i < end && candidates.size() < MAX_CANDIDATES; i++) {
        if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xD8 && bytes[i + 2] == (byte) 0xFF) {
          consider(i - file.start(), Long.MAX_VALUE);
        }
      }
    }
  }
}
