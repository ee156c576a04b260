package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import mien.core.geometry.SimilarityTransform;
import org.junit.jupiter.api.Test;

/**
 * Golden vectors of OpenCV 4.6 over high-contrast synthetic pictures; {@code
 * bench/golden/make_pixels.py} regenerates them.
 */
class PixelGoldenTest {

  @Test
  void resizeEqualsOpenCv() throws IOException {
    // Asked for: within 1. Measured: 0, also in the exact halving, where OpenCV averages.
    assertThat(compare("resize.bin.gz", (photo, _, w, h) -> Resize.bilinear(photo, w, h)))
        .isEqualTo(new Outcome(52, 0));
  }

  @Test
  void warpEqualsOpenCv() throws IOException {
    // Asked for: within 1. Measured: 0.
    assertThat(
            compare(
                "warp.bin.gz",
                (photo, in, w, h) ->
                    Warp.similarity(
                        photo,
                        new SimilarityTransform(
                            in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
                        w,
                        h)))
        .isEqualTo(new Outcome(24, 0));
  }

  @Test
  void cropEqualsPaddingAndResizingInOpenCv() throws IOException {
    // Asked for: within 1. Measured: 0.
    assertThat(
            compare(
                "crop.bin.gz",
                (photo, in, w, h) ->
                    Warp.crop(
                        photo,
                        new PixelRegion(in.readInt(), in.readInt(), in.readInt(), in.readInt()),
                        w,
                        h)))
        .isEqualTo(new Outcome(33, 0));
  }

  private interface Kernel {
    Photo run(Photo photo, DataInputStream parameters, int width, int height) throws IOException;
  }

  /** Runs every case of a file; the kernel reads the case's parameters. */
  private static Outcome compare(String file, Kernel kernel) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new GZIPInputStream(PixelGoldenTest.class.getResourceAsStream("/golden/" + file)))) {
      int cases = 0;
      int worst = 0;
      int parameterBytes = file.startsWith("warp") ? 32 : file.startsWith("crop") ? 16 : 0;
      byte[] four = new byte[4];
      while (in.readNBytes(four, 0, 4) == 4) {
        int w = ByteBuffer.wrap(four).getInt();
        int h = in.readInt();
        int outW = in.readInt();
        int outH = in.readInt();
        byte[] parameters = in.readNBytes(parameterBytes);
        Photo photo = Photo.ofRgb(w, h, in.readNBytes(w * h * 3));
        byte[] expected = in.readNBytes(outW * outH * 3);
        byte[] actual =
            kernel
                .run(photo, new DataInputStream(new ByteArrayInputStream(parameters)), outW, outH)
                .toRgb();
        int max = 0;
        for (int i = 0; i < expected.length; i++) {
          max = Math.max(max, Math.abs((actual[i] & 0xff) - (expected[i] & 0xff)));
        }
        worst = Math.max(worst, max);
        cases++;
      }
      return new Outcome(cases, worst);
    }
  }

  private record Outcome(int cases, int worstDifference) {}
}
