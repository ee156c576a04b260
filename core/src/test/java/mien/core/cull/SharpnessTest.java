package mien.core.cull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharpnessTest {

  private static final int SIDE = 120;

  /** Discs of different light on gray: edges in every direction. */
  private static float[] discs(long seed) {
    Random random = new Random(seed);
    float[] luma = new float[SIDE * SIDE];
    Arrays.fill(luma, 120);
    for (int disc = 0; disc < 80; disc++) {
      int cx = random.nextInt(SIDE);
      int cy = random.nextInt(SIDE);
      int r = 4 + random.nextInt(14);
      float light = 40 + random.nextInt(170);
      for (int y = Math.max(0, cy - r); y < Math.min(SIDE, cy + r); y++) {
        for (int x = Math.max(0, cx - r); x < Math.min(SIDE, cx + r); x++) {
          if ((x - cx) * (x - cx) + (y - cy) * (y - cy) < r * r) {
            luma[y * SIDE + x] = light;
          }
        }
      }
    }
    return luma;
  }

  private static float[] boxBlurred(float[] luma, int radius) {
    float[] out = new float[luma.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float sum = 0;
        int count = 0;
        for (int j = Math.max(0, y - radius); j <= Math.min(SIDE - 1, y + radius); j++) {
          for (int i = Math.max(0, x - radius); i <= Math.min(SIDE - 1, x + radius); i++) {
            sum += luma[j * SIDE + i];
            count++;
          }
        }
        out[y * SIDE + x] = sum / count;
      }
    }
    return out;
  }

  @Test
  void everyStepOfBlurLowersTheScore() {
    for (long seed = 0; seed < 5; seed++) {
      float[] luma = discs(seed);
      double last = Sharpness.of(luma, SIDE, SIDE);
      assertThat(last).isGreaterThan(0.5);
      for (int radius = 1; radius <= 6; radius++) {
        double now = Sharpness.of(boxBlurred(luma, radius), SIDE, SIDE);
        assertThat(now).isLessThan(last);
        last = now;
      }
    }
  }

  @Test
  void exposureCancels() {
    float[] luma = discs(1);
    float[] darker = luma.clone();
    for (int i = 0; i < darker.length; i++) {
      darker[i] *= 0.25f;
    }
    assertThat(Sharpness.energy(darker, SIDE, SIDE))
        .isCloseTo(Sharpness.energy(luma, SIDE, SIDE), within(1e-2));
  }

  @Test
  void aBlurredFaceWithNoiseStaysBelowASharpOne() {
    Random random = new Random(3);
    float[] noisy = boxBlurred(discs(2), 4);
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (6 * random.nextGaussian());
    }
    assertThat(Sharpness.of(noisy, SIDE, SIDE))
        .isLessThan(Sharpness.of(discs(2), SIDE, SIDE) - 0.1);
  }

  @Test
  void aPlainOrTinyPictureScoresNothing() {
    assertThat(Sharpness.of(new float[100], 10, 10)).isZero();
    assertThat(Sharpness.of(new float[16], 4, 4)).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> Sharpness.of(new float[99], 10, 10));
  }

  @Test
  void exposureIsOneInTheMiddleAndFallsToBothEnds() {
    double last = 0;
    for (int light = 0; light <= 255; light++) {
      float[] luma = new float[100];
      Arrays.fill(luma, light);
      double score = Exposure.of(luma);
      if (light <= 95) {
        assertThat(score).isGreaterThanOrEqualTo(last);
      } else if (light > 205) {
        assertThat(score).isLessThanOrEqualTo(last);
      } else {
        assertThat(score).isEqualTo(1);
      }
      last = score;
    }
    assertThat(last).isZero();
  }

  @Test
  void aFewBurntPixelsAreForgivenAndManyAreNot() {
    float[] luma = new float[1000];
    for (int i = 0; i < 1000; i++) {
      luma[i] = i < 10 ? 255 : 150;
    }
    assertThat(Exposure.of(luma)).isEqualTo(1);
    for (int i = 0; i < 160; i++) {
      luma[i] = 255;
    }
    assertThat(Exposure.of(luma)).isCloseTo(0.5, within(1e-9));
    assertThatIllegalArgumentException().isThrownBy(() -> Exposure.of(new float[0]));
  }
}
