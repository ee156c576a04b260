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
 * Converts pixels from an embedded ICC profile to sRGB, in place, on the reduced picture: by {@link
 * MatrixProfile} where the profile is of that kind, else with the color engine of the JDK.
 *
 * <p>A profile that is sRGB itself, or damaged, or for another kind of picture, changes nothing: a
 * photo with odd colors is more use than none. Gray pictures stay as they are, too: gray profiles
 * differ from the sRGB curve by little.
 */
final class ColorProfile {

  private static final int BAND_PIXELS = 1 << 18;
  private static final int MIN_BYTES = 132;

  private ColorProfile() {}

  /** Converts in place, where there is something to convert. */
  static void toSrgb(Pixels pixels, byte[] icc, boolean gray) {
    ByteView view = new ByteView(icc);
    if (gray || icc.length < MIN_BYTES || !view.hasText(36, "acsp")) {
      return;
    }
    Optional<MatrixProfile> matrix = MatrixProfile.read(view);
    if (matrix.isPresent()) {
      if (!matrix.get().isSrgb()) {
        matrix.get().toSrgb(pixels.rgb());
      }
    } else {
      toSrgbByJdk(pixels.rgb(), icc);
    }
  }

  /** The JDK's engine, for profiles of tables; the twin of {@link MatrixProfile} in its test. */
  static void toSrgbByJdk(byte[] rgb, byte[] icc) {
    try {
      ICC_Profile profile = ICC_Profile.getInstance(icc);
      if (profile.getColorSpaceType() == ColorSpace.TYPE_RGB && profile.getNumComponents() == 3) {
        convert(rgb, new ICC_ColorSpace(profile));
      }
    } catch (CMMException | IllegalArgumentException _) {
      // The profile cannot be computed with; it fails on the first band or on none.
    }
  }

  private static void convert(byte[] rgb, ICC_ColorSpace space) {
    ColorSpace srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    ColorConvertOp op = new ColorConvertOp(space, srgb, null);
    int pixels = rgb.length / 3;
    for (int from = 0; from < pixels; from += BAND_PIXELS) {
      int n = Math.min(BAND_PIXELS, pixels - from);
      byte[] band = new byte[n * 3];
      System.arraycopy(rgb, from * 3, band, 0, band.length);
      byte[] result = new byte[n * 3];
      op.filter(image(band, n, space), image(result, n, srgb));
      System.arraycopy(result, 0, rgb, from * 3, result.length);
    }
  }

  private static BufferedImage image(byte[] rgb, int pixels, ColorSpace space) {
    int[] order = {0, 1, 2};
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length), pixels, 1, pixels * 3, 3, order, null);
    ComponentColorModel model =
        new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }
}
