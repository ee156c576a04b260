package mien.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.core.face.ModelId;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoLimits;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.onnx.OnnxModel;

/** The detectors of the research material. */
public enum Detectors {
  FR_DETECT("fr_detect"),
  SCRFD_2_5G("scrfd_2.5g_kps"),
  SCRFD_500M("scrfd_500m_kps"),
  YUNET_2023MAR("yunet_2023mar"),
  YUNET_2026MAY("yunet_2026may"),
  YUNET_N("yunet_n_dynamic"),
  RETINAFACE_MNET025("retinaface_mnet025");

  private final String id;

  Detectors(String id) {
    this.id = id;
  }

  /** Opens the model with one thread; skips the test where the file is missing. */
  public LoadedModel open() {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId(id));
    return OnnxModel.open(card, bytes(Shared.model(card.fileName())), 1);
  }

  /** A photo of the research material at its own size; skips the test where it is missing. */
  public static Photo photo(String name) {
    return photo(name, Integer.MAX_VALUE);
  }

  /** The same held at the smallest scale at which its long side has that many pixels. */
  public static Photo photo(String name, int minLongSide) {
    return new PhotoDecoder(PhotoLimits.DEFAULT).decode(bytes(Shared.photo(name)), minLongSide);
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
