package mien.engine.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Makes JPEGs with the JDK's encoder, and adds the segments that cameras add. */
final class TestJpeg {

  private TestJpeg() {}

  /** A way to store chroma: samples of Y per sample of Cb and Cr, across and down. */
  record Subsampling(int across, int down) {
    static final List<Subsampling> ALL =
        List.of(
            new Subsampling(1, 1), // 4:4:4
            new Subsampling(2, 1), // 4:2:2
            new Subsampling(2, 2), // 4:2:0
            new Subsampling(1, 2), // 4:4:0
            new Subsampling(4, 1)); // 4:1:1
  }

  static byte[] color(int width, int height) {
    return encode(
        TestPicture.image(width, height, BufferedImage.TYPE_INT_RGB),
        new Subsampling(2, 2),
        false,
        0.92f);
  }

  static byte[] gray(int width, int height) {
    return encode(
        TestPicture.image(width, height, BufferedImage.TYPE_BYTE_GRAY),
        new Subsampling(1, 1),
        false,
        0.92f);
  }

  static byte[] encode(
      BufferedImage image, Subsampling subsampling, boolean progressive, float quality) {
    ImageWriter writer = jdkWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
      String format = metadata.getNativeMetadataFormatName();
      Node root = metadata.getAsTree(format);
      Element first = firstComponent(root);
      first.setAttribute("HsamplingFactor", "" + subsampling.across());
      first.setAttribute("VsamplingFactor", "" + subsampling.down());
      metadata.setFromTree(format, root);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** A color picture with a restart marker after every {@code interval} units. */
  static byte[] withRestarts(int width, int height, int interval) {
    BufferedImage image = TestPicture.image(width, height, BufferedImage.TYPE_INT_RGB);
    return written(
        new IIOImage(image, null, null),
        root -> {
          IIOMetadataNode dri = new IIOMetadataNode("dri");
          dri.setAttribute("interval", "" + interval);
          root.getLastChild().insertBefore(dri, root.getLastChild().getFirstChild());
        });
  }

  /** Four components without a word on what they mean: CMYK to those who read it. */
  static byte[] fourComponents(int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    byte[] rgb = TestPicture.rgb(width, height);
    for (int i = 0; i < width * height; i++) {
      for (int band = 0; band < 4; band++) {
        int sample = band < 3 ? rgb[i * 3 + band] & 0xff : 128 + i % 50;
        raster.setSample(i % width, i / width, band, sample);
      }
    }
    ImageWriter writer = jdkWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static byte[] written(IIOImage picture, Consumer<Node> change) {
    ImageWriter writer = jdkWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      var type = ImageTypeSpecifier.createFromRenderedImage(picture.getRenderedImage());
      IIOMetadata metadata = writer.getDefaultImageMetadata(type, param);
      Node root = metadata.getAsTree(metadata.getNativeMetadataFormatName());
      change.accept(root);
      metadata.setFromTree(metadata.getNativeMetadataFormatName(), root);
      picture.setMetadata(metadata);
      writer.write(null, picture, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** The JDK's own writer: TwelveMonkeys' wraps it and ignores the metadata. */
  private static ImageWriter jdkWriter() {
    var writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
    }
    throw new AssertionError("the JDK has a JPEG writer");
  }

  private static Element firstComponent(Node node) {
    if (node instanceof Element e && e.getTagName().equals("componentSpec")) {
      return e;
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      Element found = firstComponent(child);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4);
    exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    return withSegment(jpeg, 0xE1, exif.array());
  }

  static byte[] withProfile(byte[] jpeg, byte[] icc) {
    ByteBuffer segment = ByteBuffer.allocate(14 + icc.length);
    segment.put("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1));
    segment.put((byte) 1).put((byte) 1).put(icc);
    return withSegment(jpeg, 0xE2, segment.array());
  }

  /** Puts a segment right behind SOI. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + body.length);
    out.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker);
    out.putShort((short) (body.length + 2)).put(body).put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }
}
