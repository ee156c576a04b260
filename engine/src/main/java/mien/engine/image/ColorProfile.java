package mien.engine.image;

import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * Converts pixels from an embedded ICC profile to sRGB, with the colour engine of the JDK.
 *
 * <p>The conversion runs on the reduced picture, in bands, in place. A profile that is sRGB itself
 * (measured on a probe, not believed by its name), or that is damaged or for another kind of
 * picture, changes nothing: a photo with odd colours is more use than none.
 */
final class ColorProfile {

  private static final int BAND_PIXELS = 1 << 18;
  private static final int MIN_BYTES = 132;

  /** A probe within this many grey levels of itself is taken for sRGB. */
  private static final int SRGB_TOLERANCE = 2;

  private ColorProfile() {}

  /** Converts in place, where there is something to convert. */
  static void toSrgb(Pixels pixels, byte[] icc, boolean grey) {
    // Grey profiles differ from the sRGB curve by little and never matter to a face: left alone.
    if (grey) {
      return;
    }
    profile(icc).filter(p -> !isSrgb(p)).ifPresent(p -> convert(pixels.rgb(), p));
  }

  private static Optional<ICC_ColorSpace> profile(byte[] icc) {
    if (icc.length < MIN_BYTES || !new ByteView(icc).hasText(36, "acsp")) {
      return Optional.empty();
    }
    try {
      ICC_Profile profile = ICC_Profile.getInstance(icc);
      return profile.getColorSpaceType() == ColorSpace.TYPE_RGB && profile.getNumComponents() == 3
          ? Optional.of(new ICC_ColorSpace(profile))
          : Optional.empty();
    } catch (IllegalArgumentException | CMMException _) {
      return Optional.empty();
    }
  }

  private static boolean isSrgb(ICC_ColorSpace space) {
    int[] levels = {0, 32, 96, 160, 224, 255};
    byte[] probe = new byte[levels.length * levels.length * levels.length * 3];
    int i = 0;
    for (int r : levels) {
      for (int g : levels) {
        for (int b : levels) {
          probe[i++] = (byte) r;
          probe[i++] = (byte) g;
          probe[i++] = (byte) b;
        }
      }
    }
    byte[] converted = probe.clone();
    convert(converted, space);
    for (int k = 0; k < probe.length; k++) {
      if (Math.abs((probe[k] & 0xff) - (converted[k] & 0xff)) > SRGB_TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private static void convert(byte[] rgb, ICC_ColorSpace space) {
    ColorSpace srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    ColorConvertOp op = new ColorConvertOp(space, srgb, null);
    int pixels = rgb.length / 3;
    try {
      for (int from = 0; from < pixels; from += BAND_PIXELS) {
        int n = Math.min(BAND_PIXELS, pixels - from);
        byte[] band = new byte[n * 3];
        System.arraycopy(rgb, from * 3, band, 0, band.length);
        byte[] result = new byte[n * 3];
        op.filter(image(band, n, space), image(result, n, srgb));
        System.arraycopy(result, 0, rgb, from * 3, result.length);
      }
    } catch (CMMException | IllegalArgumentException _) {
      // The profile cannot be computed with; it fails on the first band or on none.
    }
  }

  private static BufferedImage image(byte[] rgb, int pixels, ColorSpace space) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            pixels,
            1,
            pixels * 3,
            3,
            new int[] {0, 1, 2},
            null);
    ComponentColorModel model =
        new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }
}
