package mien.engine.image;

import java.util.Objects;
import mien.core.geometry.SimilarityTransform;
import mien.core.photo.PhotoIntegrity;

/**
 * An upright picture of 8-bit sRGB samples, held at its own or at a reduced size.
 *
 * <p>Immutable and safe to share between threads. {@link #width} and {@link #height} count the
 * pixels that are held; {@link #displayedWidth} and {@link #displayedHeight} those of the photo as
 * a person sees it. They differ when a large photo was decoded at reduced scale; coordinates that
 * leave the engine are always in displayed pixels.
 */
public final class Photo {

  private final int width;
  private final int height;
  private final int displayedWidth;
  private final int displayedHeight;
  private final byte[] rgb;
  private final PhotoIntegrity integrity;

  private Photo(
      int width,
      int height,
      int displayedWidth,
      int displayedHeight,
      byte[] rgb,
      PhotoIntegrity integrity) {
    if (width < 1 || height < 1 || displayedWidth < 1 || displayedHeight < 1) {
      throw new IllegalArgumentException(
          "a photo is at least 1 x 1, but was " + width + " x " + height);
    }
    if (rgb.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
      throw new IllegalArgumentException(
          "a photo of " + width + " x " + height + " has 3 bytes a pixel, but got " + rgb.length);
    }
    this.width = width;
    this.height = height;
    this.displayedWidth = displayedWidth;
    this.displayedHeight = displayedHeight;
    this.rgb = Objects.requireNonNull(rgb, "rgb");
    this.integrity = Objects.requireNonNull(integrity, "integrity");
  }

  /**
   * A photo at its own size.
   *
   * @param rgb rows from the top, three bytes (red, green, blue) a pixel; copied
   */
  public static Photo ofRgb(int width, int height, byte[] rgb) {
    return new Photo(width, height, width, height, rgb.clone(), new PhotoIntegrity.Whole());
  }

  /** A photo at its own size around an array that no one else will write to. */
  static Photo wrap(int width, int height, byte[] rgb) {
    return new Photo(width, height, width, height, rgb, new PhotoIntegrity.Whole());
  }

  /** A photo held at reduced size around an array that no one else will write to. */
  static Photo wrap(int width, int height, int displayedWidth, int displayedHeight, byte[] rgb) {
    return wrap(width, height, displayedWidth, displayedHeight, rgb, new PhotoIntegrity.Whole());
  }

  /** The same, of a file whose data may be missing or damaged. */
  static Photo wrap(
      int width,
      int height,
      int displayedWidth,
      int displayedHeight,
      byte[] rgb,
      PhotoIntegrity integrity) {
    return new Photo(width, height, displayedWidth, displayedHeight, rgb, integrity);
  }

  /** Columns held. */
  public int width() {
    return width;
  }

  /** Rows held. */
  public int height() {
    return height;
  }

  /** Columns of the photo as displayed; at least {@link #width}. */
  public int displayedWidth() {
    return displayedWidth;
  }

  /** Rows of the photo as displayed; at least {@link #height}. */
  public int displayedHeight() {
    return displayedHeight;
  }

  /** Held pixels per displayed pixel, in (0, 1]. */
  public double scale() {
    return (double) Math.max(width, height) / Math.max(displayedWidth, displayedHeight);
  }

  /**
   * Takes displayed pixels to held pixels. Whole numbers name pixel centers in both, so the middle
   * of a pixel moves with the scale: {@code held = (displayed + 0.5) * scale - 0.5}.
   */
  public SimilarityTransform toHeld() {
    return new SimilarityTransform(scale(), 0, (scale() - 1) / 2, (scale() - 1) / 2);
  }

  /**
   * Whether the file ends early or is damaged: some pixels are not the photo's, but what its codec
   * put in their place. False for whole files whose only fault is a missing end marker, or bytes
   * too many.
   */
  public boolean incomplete() {
    return integrity.incomplete();
  }

  /** How much of the picture the file had data for. */
  public PhotoIntegrity integrity() {
    return integrity;
  }

  /** Red of the held pixel at column {@code x}, row {@code y}, 0 to 255. */
  public int red(int x, int y) {
    return rgb[index(x, y)] & 0xff;
  }

  /** Green of the held pixel at column {@code x}, row {@code y}, 0 to 255. */
  public int green(int x, int y) {
    return rgb[index(x, y) + 1] & 0xff;
  }

  /** Blue of the held pixel at column {@code x}, row {@code y}, 0 to 255. */
  public int blue(int x, int y) {
    return rgb[index(x, y) + 2] & 0xff;
  }

  /** A copy of the samples: rows from the top, red, green, blue. */
  public byte[] toRgb() {
    return rgb.clone();
  }

  /** The samples themselves, for this package only; never written to. */
  byte[] rgb() {
    return rgb;
  }

  private int index(int x, int y) {
    return (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)) * 3;
  }
}
