package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Random;
import mien.core.face.Point;
import mien.core.geometry.SimilarityTransform;
import org.junit.jupiter.api.Test;

/** Each fast loop against the plain one, over odd sizes. */
class KernelTwinTest {

  @Test
  void resizingIsWithinOneLevelOfBilinearInterpolationInDoubles() {
    // 1/2 for rounding; weights of 11 bits are off by 1/4096 each, four taps of at most 255 make
    // less than 1/4; cutting the sums to 1/4 level twice makes less than 1/2.
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      Photo photo = picture(random, 40);
      int w = 1 + random.nextInt(50);
      int h = 1 + random.nextInt(50);
      assertThat(worst(Resize.bilinear(photo, w, h), plainResize(photo, w, h)))
          .as("%d x %d to %d x %d", photo.width(), photo.height(), w, h)
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void letterboxingEqualsResizingThenPaddingThenNormalizing() {
    Random random = new Random(2);
    Normalization[] all = {
      Normalization.of(ChannelOrder.RGB, 127.5, 128),
      Normalization.of(ChannelOrder.RGB, 127.5, 127.5),
      new Normalization(ChannelOrder.BGR, 104, 117, 123, 1)
    };
    for (int i = 0; i < 150; i++) {
      Photo photo = picture(random, 90);
      Letterbox box =
          switch (i % 3) {
            case 0 -> Letterbox.fit(photo, 1 + random.nextInt(64), 1 + random.nextInt(64));
            case 1 -> Letterbox.snug(photo, 64, 32);
            default -> Letterbox.snug(photo, 96, 32);
          };
      Normalization normalization = all[i / 3 % 3];
      int count = 3 * box.inputWidth() * box.inputHeight();
      FloatBuffer actual = FloatBuffer.allocate(count + 2).position(1);
      box.write(photo, normalization, actual);
      assertThat(actual.position()).isEqualTo(count + 1);
      Photo resized = Resize.bilinear(photo, box.scaledWidth(), box.scaledHeight());
      Photo padded = plainPad(resized, box.inputWidth(), box.inputHeight());
      float[] written = new float[count];
      actual.get(1, written);
      assertThat(written).isEqualTo(plainNormalized(padded, normalization));
    }
  }

  @Test
  void normalizingEqualsTheFormula() {
    Random random = new Random(3);
    for (ChannelOrder order : ChannelOrder.values()) {
      Normalization normalization = new Normalization(order, 10.5f, 117, 99, 57.3f);
      for (int i = 0; i < 60; i++) {
        Photo photo = picture(random, 80);
        int count = 3 * photo.width() * photo.height();
        FloatBuffer actual = FloatBuffer.allocate(count + 2).position(1);
        normalization.write(photo, actual);
        assertThat(actual.position()).isEqualTo(count + 1);
        float[] written = new float[count];
        actual.get(1, written);
        assertThat(written).isEqualTo(plainNormalized(photo, normalization));
      }
    }
  }

  @Test
  void warpingEqualsInterpolatingAtPlacesRoundedToA32nd() {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      Photo photo = picture(random, 50);
      double scale = Math.exp(random.nextDouble() * 3 - 1.5);
      double angle = random.nextDouble() * 7;
      SimilarityTransform to =
          new SimilarityTransform(
              scale * Math.cos(angle),
              scale * Math.sin(angle),
              random.nextInt(60) - 30,
              random.nextInt(60) - 30);
      int w = 1 + random.nextInt(40);
      int h = 1 + random.nextInt(40);
      assertThat(Warp.similarity(photo, to, w, h).toRgb())
          .isEqualTo(plainWarp(photo, to, w, h).toRgb());
    }
  }

  @Test
  void croppingInsideEqualsResizingTheCutOut() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      Photo photo = picture(random, 60);
      PixelRegion region =
          new PixelRegion(
              random.nextInt(80) - 30,
              random.nextInt(80) - 30,
              1 + random.nextInt(60),
              1 + random.nextInt(60));
      Photo cut = plainCut(photo, region);
      assertThat(Warp.crop(photo, region, region.width(), region.height()).toRgb())
          .isEqualTo(cut.toRgb());
      int w = 1 + random.nextInt(40);
      int h = 1 + random.nextInt(40);
      assertThat(Warp.crop(photo, region, w, h).toRgb())
          .isEqualTo(Resize.bilinear(cut, w, h).toRgb());
    }
  }

  @Test
  void everyTurnMovesEveryPixelAndComesBack() {
    Random random = new Random(6);
    for (int i = 0; i < 40; i++) {
      Photo photo = picture(random, 30);
      for (QuarterTurn turn : QuarterTurn.values()) {
        Photo turned = turn.turn(photo);
        for (int y = 0; y < turned.height(); y++) {
          for (int x = 0; x < turned.width(); x++) {
            Point was = turn.back(new Point(x, y), photo.width(), photo.height());
            assertThat(turned.red(x, y)).isEqualTo(photo.red((int) was.x(), (int) was.y()));
            assertThat(turned.blue(x, y)).isEqualTo(photo.blue((int) was.x(), (int) was.y()));
          }
        }
      }
    }
  }

  private static Photo picture(Random random, int most) {
    int w = 1 + random.nextInt(most);
    int h = 1 + random.nextInt(most);
    byte[] rgb = new byte[w * h * 3];
    random.nextBytes(rgb);
    return Photo.ofRgb(w, h, rgb);
  }

  private static int worst(Photo a, Photo b) {
    byte[] p = a.toRgb();
    byte[] q = b.toRgb();
    int worst = 0;
    for (int i = 0; i < p.length; i++) {
      worst = Math.max(worst, Math.abs((p[i] & 0xff) - (q[i] & 0xff)));
    }
    return worst;
  }

  private static int channel(Photo photo, int x, int y, int c) {
    return switch (c) {
      case 0 -> photo.red(x, y);
      case 1 -> photo.green(x, y);
      default -> photo.blue(x, y);
    };
  }

  private static Photo plainResize(Photo photo, int width, int height) {
    byte[] to = new byte[width * height * 3];
    for (int i = 0; i < to.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      double u = Math.clamp((x + 0.5) * photo.width() / width - 0.5, 0, photo.width() - 1);
      double v = Math.clamp((y + 0.5) * photo.height() / height - 0.5, 0, photo.height() - 1);
      to[i] = (byte) Math.round(interpolated(photo, u, v, i % 3));
    }
    return Photo.ofRgb(width, height, to);
  }

  private static Photo plainWarp(Photo photo, SimilarityTransform toOutput, int w, int h) {
    SimilarityTransform back = toOutput.inverse();
    byte[] to = new byte[w * h * 3];
    for (int i = 0; i < to.length; i++) {
      int x = i / 3 % w;
      int y = i / 3 / w;
      // Products and start are rounded to 1/1024, as OpenCV does, then their sum to 1/32.
      double stepX = Math.rint(back.a() * x * 1024);
      double stepY = Math.rint(back.b() * x * 1024);
      double startX = Math.rint((-back.b() * y + back.tx()) * 1024);
      double startY = Math.rint((back.a() * y + back.ty()) * 1024);
      double u = Math.floor((startX + stepX + 16) / 32) / 32;
      double v = Math.floor((startY + stepY + 16) / 32) / 32;
      to[i] = (byte) Math.floor(interpolated(photo, u, v, i % 3) + 0.5);
    }
    return Photo.ofRgb(w, h, to);
  }

  /** Bilinear interpolation; samples outside are 0. */
  private static double interpolated(Photo photo, double u, double v, int c) {
    int x = (int) Math.floor(u);
    int y = (int) Math.floor(v);
    double sum = 0;
    for (int dy = 0; dy < 2; dy++) {
      for (int dx = 0; dx < 2; dx++) {
        boolean inside = x + dx >= 0 && y + dy >= 0;
        inside &= x + dx < photo.width() && y + dy < photo.height();
        if (inside) {
          double weight = (dx == 0 ? 1 - (u - x) : u - x) * (dy == 0 ? 1 - (v - y) : v - y);
          sum += weight * channel(photo, x + dx, y + dy, c);
        }
      }
    }
    return sum;
  }

  private static Photo plainPad(Photo photo, int width, int height) {
    return plainCut(photo, new PixelRegion(0, 0, width, height));
  }

  private static Photo plainCut(Photo photo, PixelRegion region) {
    byte[] to = new byte[region.width() * region.height() * 3];
    for (int i = 0; i < to.length; i++) {
      int x = region.left() + i / 3 % region.width();
      int y = region.top() + i / 3 / region.width();
      if (x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
        to[i] = (byte) channel(photo, x, y, i % 3);
      }
    }
    return Photo.ofRgb(region.width(), region.height(), to);
  }

  private static float[] plainNormalized(Photo photo, Normalization normalization) {
    int count = photo.width() * photo.height();
    float[] means = {normalization.mean0(), normalization.mean1(), normalization.mean2()};
    float[] values = new float[3 * count];
    for (int i = 0; i < values.length; i++) {
      int plane = i / count;
      int pixel = i % count;
      int c = normalization.order() == ChannelOrder.RGB ? plane : 2 - plane;
      int v = channel(photo, pixel % photo.width(), pixel / photo.width(), c);
      values[i] = (v - means[plane]) / normalization.divisor();
    }
    return values;
  }
}
