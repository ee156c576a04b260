package mien.engine.image;

import mien.core.photo.PhotoIntegrity;
import mien.engine.image.TiffDirectories.Directory;
import mien.engine.image.TiffDirectories.Entry;

/**
 * Reads the first page of TIFF and BigTIFF, with TwelveMonkeys, after every directory was checked:
 * a value that does not fit in the file, or a tile beyond the limits, is refused before anything is
 * allocated for it.
 */
final class TiffReader implements FormatReader {

  private static final int BITS = 0x102;
  private static final int SAMPLES = 0x115;
  private static final int ROWS_PER_STRIP = 0x116;
  private static final int TILE_WIDTH = 0x142;
  private static final int TILE_HEIGHT = 0x143;
  private static final int TILE_OFFSETS = 0x144;
  private static final int TILE_BYTES = 0x145;
  private static final int MAX_SAMPLES = 8;

  @Override
  public StoredFrame frame(ByteView file, PhotoLimits limits) {
    TiffDirectories tiff =
        TiffDirectories.of(file)
            .filter(t -> !t.directories().isEmpty())
            .orElseThrow(() -> Refusal.damaged(PhotoFormat.TIFF, "it has no directory"));
    for (Directory d : tiff.directories()) {
      requireWhole(file, d);
    }
    Directory page = tiff.directories().getFirst();
    long width = page.number(TiffDirectories.WIDTH).orElse(0);
    long height = page.number(TiffDirectories.HEIGHT).orElse(0);
    StoredFrame.requireWithin(limits, PhotoFormat.TIFF, width, height);
    long tileWidth = page.number(TILE_WIDTH).orElse(1);
    long tileHeight = page.number(TILE_HEIGHT).orElse(1);
    StoredFrame.requireWithin(limits, PhotoFormat.TIFF, tileWidth, tileHeight);
    long samples = page.number(SAMPLES).orElse(1);
    long bits = page.number(BITS).orElse(1);
    if (samples < 1 || samples > MAX_SAMPLES || bits < 1 || bits > 64) {
      throw Refusal.unsupported(
          PhotoFormat.TIFF, samples + " samples of " + bits + " bits a pixel");
    }
    if (page.number(ROWS_PER_STRIP).orElse(1) < 1) {
      throw Refusal.damaged(PhotoFormat.TIFF, "a strip has no rows");
    }
    return new StoredFrame((int) width, (int) height, tiff.orientation().orElse(1));
  }

  private static void requireWhole(ByteView file, Directory directory) {
    for (Entry e : directory.entries()) {
      if (e.count() > file.length() || !file.covers(e.position(), e.count() * e.unit())) {
        throw Refusal.damaged(
            PhotoFormat.TIFF, "the value of tag " + e.tag() + " is not inside the file");
      }
    }
  }

  @Override
  public Decoded read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits) {
    try {
      ImageIoPixels.Read full = ImageIoPixels.read(file, "tiff", frame.width(), frame.height());
      Pixels pixels = BoxReduction.reduce(full.pixels(), BoxReduction.factor(frame, minLongSide));
      return new Decoded(pixels, PhotoIntegrity.of(complete(file)));
    } catch (CodecRefusal e) {
      throw Refusal.damaged(PhotoFormat.TIFF, e.why(), e);
    }
  }

  /** Whether every strip or tile of the first page lies in the file. */
  private static boolean complete(ByteView file) {
    Directory page = TiffDirectories.of(file).orElseThrow().directories().getFirst();
    return within(file, page, TiffDirectories.STRIP_OFFSETS, TiffDirectories.STRIP_BYTES)
        && within(file, page, TILE_OFFSETS, TILE_BYTES);
  }

  private static boolean within(ByteView file, Directory page, int offsets, int sizes) {
    long count = page.entry(offsets).map(Entry::count).orElse(0L);
    for (long i = 0; i < count; i++) {
      if (!file.covers(page.number(offsets, i).orElse(0), page.number(sizes, i).orElse(0))) {
        return false;
      }
    }
    return true;
  }
}
