package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import mien.engine.image.TestJpeg.Subsampling;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rule 9: the native JPEG codecs against their plain twin, over odd sizes and all subsamplings.
 *
 * <p>Tolerances. At full size all three are exact integer inverse DCTs of libjpeg's family, which
 * may differ by 1 in a YCbCr sample; a row of the matrix to RGB sums to at most 2.77, so 3 gray
 * levels, and 1 for rounding. Only 4:4:0 differs by design: libjpeg-turbo slides between two chroma
 * rows, where the JDK's older libjpeg repeats one, at most half a chroma row away; there the mean
 * is held, on pictures that are not all edge.
 *
 * <p>At reduced size the DCT keeps the low frequencies of a block and the twin averages squares:
 * equal for smooth pictures, but at the picture's edge of 60 levels (see {@link TestPicture})
 * either may ring by half of it, times 1.77 for blue. Where chroma is stored smaller in one
 * direction only, libjpeg takes one chroma sample over 8 of its own, so up to {@code 4 * across}
 * pixels away: that times the slope of the picture is allowed on top.
 */
class JpegParityTest {

  private static final int FULL_TOLERANCE = 4;
  private static final int REDUCED_TOLERANCE = 54;
  private static final double MEAN_TOLERANCE = 2;
  private static final int[][] SIZES = {
    {1, 1}, {7, 3}, {8, 8}, {9, 17}, {16, 15}, {33, 31}, {127, 65}, {250, 131}
  };
  private static final int[] LONG_SIDES = {1, 9, 16, 33, 64, 90, Integer.MAX_VALUE};

  private static final List<JpegCodec> NATIVE = new ArrayList<>();

  @BeforeAll
  static void load() {
    try {
      NATIVE.add(TurboJpeg.load());
    } catch (CodecRefusal _) {
      // Not installed here: the other one is still compared.
    }
    try {
      NATIVE.add(new BundledJpeg(BundledLibrary.load()));
    } catch (CodecRefusal _) {
      // Not built for this machine.
    }
    Assumptions.assumeFalse(NATIVE.isEmpty(), "skipped: no native JPEG codec here");
  }

  @Test
  void nativeCodecsEqualThePlainTwinAtFullSize() throws CodecRefusal {
    for (int[] size : SIZES) {
      for (Subsampling s : Subsampling.ALL) {
        for (boolean progressive : new boolean[] {false, true}) {
          byte[] jpeg =
              TestJpeg.encode(
                  TestPicture.image(size[0], size[1], BufferedImage.TYPE_INT_RGB),
                  s,
                  progressive,
                  0.92f);
          boolean repeated = s.equals(new Subsampling(1, 2));
          if (!repeated || size[1] > 60) {
            compare(jpeg, Integer.MAX_VALUE, repeated, s + " " + size[0]);
          }
        }
      }
      compare(TestJpeg.gray(size[0], size[1]), Integer.MAX_VALUE, false, "gray " + size[0]);
    }
  }

  private static void compare(byte[] jpeg, int longSide, boolean meanOnly, String what)
      throws CodecRefusal {
    ByteView file = new ByteView(jpeg);
    JpegHeader header = JpegHeader.read(file);
    Pixels plain = new PlainJpeg().decode(file, header, longSide).pixels();
    for (JpegCodec codec : NATIVE) {
      Pixels fast = codec.decode(file, header, longSide).pixels();
      String name = codec.getClass().getSimpleName() + ", " + what;
      assertThat(fast.width()).as(name).isEqualTo(plain.width());
      assertThat(fast.height()).as(name).isEqualTo(plain.height());
      if (!meanOnly) {
        assertThat(TestPicture.greatestDifference(fast.rgb(), plain.rgb()))
            .as(name)
            .isLessThanOrEqualTo(FULL_TOLERANCE);
      }
      assertThat(TestPicture.meanDifference(fast.rgb(), plain.rgb()))
          .as(name)
          .isLessThanOrEqualTo(MEAN_TOLERANCE);
    }
  }

  @Test
  void reducedScalesEqualTheAverageOfSquares() throws CodecRefusal {
    for (int[] size : new int[][] {{127, 65}, {250, 131}, {301, 403}}) {
      for (Subsampling s : Subsampling.ALL) {
        BufferedImage image = TestPicture.image(size[0], size[1], BufferedImage.TYPE_INT_RGB);
        ByteView file = new ByteView(TestJpeg.encode(image, s, false, 0.92f));
        JpegHeader header = JpegHeader.read(file);
        Pixels full = new PlainJpeg().decode(file, header, Integer.MAX_VALUE).pixels();
        double slope = 255.0 / Math.min(size[0], size[1]);
        boolean square = s.across() == s.down();
        double chroma = square ? 0 : 1.77 * 4 * Math.max(s.across(), s.down()) * slope;
        for (int longSide : LONG_SIDES) {
          for (JpegCodec codec : NATIVE) {
            String what = codec.getClass().getSimpleName() + " " + s + " " + size[0];
            compareReduced(
                codec.decode(file, header, longSide).pixels(), full, longSide, chroma, what);
          }
        }
      }
    }
  }

  private static void compareReduced(
      Pixels fast, Pixels full, int longSide, double chroma, String what) {
    int held = Math.max(fast.width(), fast.height());
    int own = Math.max(full.width(), full.height());
    assertThat(held).as(what).isBetween(Math.min(longSide, own), own);
    for (int factor : new int[] {1, 2, 4, 8}) {
      Pixels average = BoxReduction.reduce(full, factor);
      if (fast.width() == average.width() && fast.height() == average.height()) {
        String name = what + " by " + factor;
        assertThat(TestPicture.meanDifference(fast.rgb(), average.rgb()))
            .as(name)
            .isLessThanOrEqualTo(MEAN_TOLERANCE + chroma / 2);
        assertThat((double) TestPicture.greatestDifference(fast.rgb(), average.rgb()))
            .as(name)
            .isLessThanOrEqualTo(REDUCED_TOLERANCE + chroma);
      }
    }
  }

  @Test
  void aCutOffFileIsThePictureOfItsFirstPartForEveryCodec() throws CodecRefusal {
    byte[] whole = TestJpeg.color(250, 131);
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    ByteView file = new ByteView(half);
    JpegHeader header = JpegHeader.read(file);
    Pixels expected =
        new PlainJpeg().decode(new ByteView(whole), header, Integer.MAX_VALUE).pixels();
    List<JpegCodec> all = new ArrayList<>(NATIVE);
    all.add(new PlainJpeg());
    for (JpegCodec codec : all) {
      Pixels cut = codec.decode(file, header, Integer.MAX_VALUE).pixels();
      byte[] top = java.util.Arrays.copyOf(cut.rgb(), 250 * 3 * 32);
      byte[] expectedTop = java.util.Arrays.copyOf(expected.rgb(), 250 * 3 * 32);
      assertThat(TestPicture.greatestDifference(top, expectedTop))
          .as(codec.getClass().getSimpleName())
          .isLessThanOrEqualTo(FULL_TOLERANCE);
    }
  }
}
