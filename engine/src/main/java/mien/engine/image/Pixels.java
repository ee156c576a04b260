package mien.engine.image;

/**
 * Decoded samples on their way to a {@link Photo}: rows from the top, red, green, blue; owned by
 * one thread, which may write to the array.
 */
record Pixels(int width, int height, byte[] rgb) {

  Pixels {
    if (rgb.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
      throw new IllegalArgumentException(
          width + " x " + height + " pixels need 3 bytes each, but got " + rgb.length);
    }
  }

  /** White pixels. */
  static Pixels white(int width, int height) {
    byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    java.util.Arrays.fill(rgb, (byte) 255);
    return new Pixels(width, height, rgb);
  }
}
