package mien.cli.draw;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import mien.engine.image.Photo;

/** Pictures to Java 2D and to files. */
public final class PictureFile {

  private static final float JPEG_QUALITY = 0.92f;

  private PictureFile() {}

  /** A picture that can be drawn on. */
  public static BufferedImage drawable(Photo photo) {
    BufferedImage picture =
        new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = photo.toRgb();
    int[] row = new int[photo.width()];
    for (int y = 0; y < photo.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        int at = (y * row.length + x) * 3;
        row[x] = (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
      }
      picture.getRaster().setDataElements(0, y, row.length, 1, row);
    }
    return picture;
  }

  /**
   * Writes a picture.
   *
   * @param format {@code jpeg} or {@code png}
   */
  public static void write(BufferedImage picture, String format, OutputStream out)
      throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    if (!writers.hasNext()) {
      throw new IOException("this Java cannot write " + format);
    }
    ImageWriter writer = writers.next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(JPEG_QUALITY);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
  }
}
