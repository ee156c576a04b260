package mien.engine.image;

/** Lays translucent pixels over white, as a print or a page would show them. */
final class OverWhite {

  private OverWhite() {}

  /** A sample of 0 to 255 with an opacity of 0 to 255, rounded. */
  static byte blend(int sample, int alpha) {
    return (byte) ((sample * alpha + 255 * (255 - alpha) + 127) / 255);
  }

  /** {@code pixels} of red, green, blue, opacity to red, green, blue from {@code at}. */
  static void rgba(byte[] rgba, int pixels, byte[] rgb, int at) {
    for (int i = 0, o = at; i < pixels * 4; i += 4, o += 3) {
      int alpha = rgba[i + 3] & 0xff;
      if (alpha == 255) {
        rgb[o] = rgba[i];
        rgb[o + 1] = rgba[i + 1];
        rgb[o + 2] = rgba[i + 2];
      } else {
        rgb[o] = blend(rgba[i] & 0xff, alpha);
        rgb[o + 1] = blend(rgba[i + 1] & 0xff, alpha);
        rgb[o + 2] = blend(rgba[i + 2] & 0xff, alpha);
      }
    }
  }
}
