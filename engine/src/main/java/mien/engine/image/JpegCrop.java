package mien.engine.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import mien.core.face.Box;

/**
 * A part of a photo as a JPEG of its own, for the one case where it leaves this machine.
 *
 * <p>It is made from pixels, so nothing but pixels goes along: no EXIF, no place, no date, no
 * thumbnail of the whole, no color profile. Pure, for any thread; nothing touches the disk.
 */
public final class JpegCrop {

  private static final float QUALITY = 0.9f;

  private JpegCrop() {}

  /**
   * Cuts out and encodes.
   *
   * @param photo upright
   * @param part in displayed pixels; what reaches outside the photo is left away
   * @param maxSide the longer side of the result is at most this many pixels; never enlarged
   * @return a JPEG file of at least 1 x 1 pixel
   * @throws IllegalArgumentException if nothing of {@code part} is in the photo
   */
  public static byte[] of(Photo photo, Box part, int maxSide) {
    return encode(Reduction.of(photo, PixelRegion.within(photo, part), maxSide));
  }

  private static byte[] encode(Photo crop) {
    BufferedImage image =
        new BufferedImage(crop.width(), crop.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < crop.height(); y++) {
      for (int x = 0; x < crop.width(); x++) {
        image.setRGB(x, y, crop.red(x, y) << 16 | crop.green(x, y) << 8 | crop.blue(x, y));
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
