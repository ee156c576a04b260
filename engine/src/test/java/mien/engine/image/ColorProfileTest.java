package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColorProfileTest {

  private static byte[] randomColors() {
    byte[] rgb = new byte[30_000];
    new Random(11).nextBytes(rgb);
    return rgb;
  }

  @Test
  void matrixProfilesGiveWhatTheJdksEngineGives() {
    for (byte[] icc : new byte[][] {TestProfile.displayP3(), TestProfile.adobeRgb()}) {
      byte[] ours = randomColors();
      byte[] jdk = ours.clone();
      ColorProfile.toSrgb(new Pixels(100, 100, ours), icc, false);
      ColorProfile.toSrgbByJdk(jdk, icc);
      assertThat(ours).isNotEqualTo(randomColors());
      // Measured: 1 for both. Two 8-bit roundings and the JDK's 16-bit steps allow 2.
      assertThat(TestPicture.greatestDifference(ours, jdk)).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void displayP3RedIsClippedToTheRedOfSrgb() {
    byte[] red = {(byte) 255, 0, 0};
    ColorProfile.toSrgb(new Pixels(1, 1, red), TestProfile.displayP3(), false);
    assertThat(red).containsExactly(255, 0, 0);
    byte[] green = {100, (byte) 200, 100};
    ColorProfile.toSrgb(new Pixels(1, 1, green), TestProfile.displayP3(), false);
    // P3 (100, 200, 100) lies near sRGB (54, 203, 88): less red than stored, more green.
    assertThat(green[0] & 0xff).isBetween(45, 65);
    assertThat(green[1] & 0xff).isBetween(200, 206);
  }

  @Test
  void srgbDamagedAndForeignProfilesChangeNothing() {
    byte[] damaged = TestProfile.displayP3();
    damaged[36] = 'x';
    byte[] cut = java.util.Arrays.copyOf(TestProfile.displayP3(), 150);
    for (byte[] icc : new byte[][] {TestProfile.srgb(), damaged, cut, new byte[0]}) {
      byte[] rgb = randomColors();
      ColorProfile.toSrgb(new Pixels(100, 100, rgb), icc, false);
      assertThat(rgb).isEqualTo(randomColors());
    }
  }

  @Test
  void mutatedProfilesNeverThrow() {
    Random random = new Random(13);
    for (int i = 0; i < 2000; i++) {
      byte[] icc = TestProfile.adobeRgb();
      for (int k = random.nextInt(8); k >= 0; k--) {
        icc[random.nextInt(icc.length)] = (byte) random.nextInt();
      }
      byte[] rgb = new byte[30];
      random.nextBytes(rgb);
      ColorProfile.toSrgb(new Pixels(10, 1, rgb), icc, false);
      assertThat(rgb).hasSize(30);
    }
  }
}
