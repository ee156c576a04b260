package mien.engine.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import mien.core.MienException;

/**
 * The plain way to pixels: Java's ImageIO with the TwelveMonkeys readers, no native code of ours.
 *
 * <p>ImageIO readers throw what they please at hostile bytes; here, and only here, every such fault
 * becomes a {@link CodecRefusal}. A translucent picture is laid over white.
 */
final class ImageIoPixels {

  private ImageIoPixels() {}

  /**
   * What a reader made of a file.
   *
   * @param warned true if it found fault with the file, harmless or not
   */
  record Read(Pixels pixels, boolean warned) {}

  /**
   * Decodes the first picture.
   *
   * @param format ImageIO's name of the format
   * @param width columns that the limits were checked against
   * @param height rows that the limits were checked against
   */
  static Read read(ByteView file, String format, int width, int height) throws CodecRefusal {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new CodecRefusal("no ImageIO reader for " + format);
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = stream(file)) {
      reader.setInput(in, true, true);
      boolean[] warned = new boolean[1];
      reader.addIIOReadWarningListener((_, _) -> warned[0] = true);
      if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
        throw new CodecRefusal("its size is ambiguous");
      }
      reader.addIIOReadProgressListener(new AbortWhenCancelled());
      BufferedImage image = reader.read(0);
      Cancellation.check();
      if (image.getWidth() != width || image.getHeight() != height) {
        throw new CodecRefusal("its size is ambiguous");
      }
      return new Read(pixels(image), warned[0]);
    } catch (MienException cancelled) {
      throw cancelled;
    } catch (IOException | RuntimeException e) {
      String said = e.getMessage();
      throw new CodecRefusal(said == null ? e.getClass().getSimpleName() : firstLine(said), e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageInputStream stream(ByteView file) {
    return new MemoryCacheImageInputStream(
        new FilterInputStream(new ByteArrayInputStream(file.array(), file.start(), file.length())) {
          @Override
          public int read(byte[] into, int at, int length) throws IOException {
            // Some readers tell of no progress within a strip, however large.
            Cancellation.check();
            return super.read(into, at, length);
          }
        });
  }

  /** Samples of any image that ImageIO makes, as 8-bit sRGB. */
  static Pixels pixels(BufferedImage image) {
    ColorModel model = image.getColorModel();
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int type = raster.getDataBuffer().getDataType();
    boolean plain = !model.hasAlpha() && !(model instanceof java.awt.image.IndexColorModel);
    boolean deep = type == DataBuffer.TYPE_USHORT && model.getComponentSize(0) == 16;
    if (plain && (type == DataBuffer.TYPE_BYTE && model.getComponentSize(0) == 8 || deep)) {
      // Java takes gray samples for linear light; files mean the sRGB curve: take them as they are.
      if (bands == 1) {
        return samples(raster, new int[] {0, 0, 0}, deep ? 8 : 0);
      }
      if (bands == 3 && model.getColorSpace().isCS_sRGB()) {
        return samples(raster, new int[] {0, 1, 2}, deep ? 8 : 0);
      }
    }
    return overWhite(image);
  }

  private static Pixels samples(Raster raster, int[] band, int shift) {
    int w = raster.getWidth();
    int h = raster.getHeight();
    int bands = raster.getNumBands();
    byte[] rgb = new byte[3 * w * h];
    int[] row = new int[w * bands];
    int o = 0;
    for (int y = 0; y < h; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, w, 1, row);
      for (int x = 0; x < w; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[o++] = (byte) (row[x * bands + band[c]] >> shift);
        }
      }
    }
    return new Pixels(w, h, rgb);
  }

  private static Pixels overWhite(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    byte[] rgb = new byte[3 * w * h];
    int[] row = new int[w];
    int o = 0;
    for (int y = 0; y < h; y++) {
      image.getRGB(0, y, w, 1, row, 0, w);
      for (int argb : row) {
        int alpha = argb >>> 24;
        rgb[o++] = OverWhite.blend(argb >> 16 & 0xff, alpha);
        rgb[o++] = OverWhite.blend(argb >> 8 & 0xff, alpha);
        rgb[o++] = OverWhite.blend(argb & 0xff, alpha);
      }
    }
    return new Pixels(w, h, rgb);
  }

  /** Readers tell of their progress every few rows; an aborted one returns what it has. */
  private static final class AbortWhenCancelled implements IIOReadProgressListener {
    @Override
    public void imageProgress(ImageReader reader, float percentageDone) {
      if (Cancellation.cancelled()) {
        reader.abort();
      }
    }

    @Override
    public void sequenceStarted(ImageReader reader, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader reader) {}

    @Override
    public void imageStarted(ImageReader reader, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader reader) {}

    @Override
    public void thumbnailStarted(ImageReader reader, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader reader, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader reader) {}

    @Override
    public void readAborted(ImageReader reader) {}
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 120 ? line.substring(0, 120) : line;
  }
}
