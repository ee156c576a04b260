package mien.engine.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import mien.core.face.ModelId;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Normalization;
import mien.engine.image.Photo;
import mien.engine.model.License;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelInput;
import mien.engine.model.ModelTask;
import mien.engine.onnx.OnnxModel;

/** The detectors of the research material, with what their cards say. */
public enum Detectors {
  SCRFD_2_5G("scrfd_2.5g_kps.onnx", ModelFamily.SCRFD, 0),
  SCRFD_500M("scrfd_500m_kps.onnx", ModelFamily.SCRFD, 0),
  YUNET_2023MAR("face_detection_yunet_2023mar.onnx", ModelFamily.YUNET, 640),
  YUNET_2026MAY("face_detection_yunet_2026may.onnx", ModelFamily.YUNET, 0),
  YUNET_N("yunet_n_dynamic.onnx", ModelFamily.YUNET, 0),
  RETINAFACE_MNET025("retinaface_mnet025.onnx", ModelFamily.RETINAFACE, 0);

  private final String file;
  private final ModelFamily family;
  private final int side;

  Detectors(String file, ModelFamily family, int side) {
    this.file = file;
    this.family = family;
    this.side = side;
  }

  /** Opens the model with one thread; skips the test where the file is missing. */
  public LoadedModel open() {
    return OnnxModel.open(card(file, family, side), bytes(Shared.model(file)), 1);
  }

  /** A card for a detector of that family. */
  public static ModelCard card(String file, ModelFamily family, int side) {
    Normalization normalization =
        switch (family) {
          case SCRFD -> Normalization.of(ChannelOrder.RGB, 127.5, 128);
          case RETINAFACE -> new Normalization(ChannelOrder.BGR, 104, 117, 123, 1);
          default -> Normalization.of(ChannelOrder.BGR, 0, 1);
        };
    return new ModelCard(
        new ModelId(file.replace(".onnx", "")),
        ModelTask.DETECTION,
        family,
        file,
        0,
        "0".repeat(64),
        List.of(),
        new License("test", false, ""),
        Optional.of(new ModelInput(side, side, normalization)),
        0,
        List.of());
  }

  /** A photo read without its EXIF orientation, which the detection photos do not have. */
  public static Photo photo(Path path) {
    try {
      BufferedImage image = ImageIO.read(path.toFile());
      int w = image.getWidth();
      int h = image.getHeight();
      int[] argb = image.getRGB(0, 0, w, h, null, 0, w);
      byte[] rgb = new byte[w * h * 3];
      for (int i = 0; i < argb.length; i++) {
        rgb[i * 3] = (byte) (argb[i] >> 16);
        rgb[i * 3 + 1] = (byte) (argb[i] >> 8);
        rgb[i * 3 + 2] = (byte) argb[i];
      }
      return Photo.ofRgb(w, h, rgb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
