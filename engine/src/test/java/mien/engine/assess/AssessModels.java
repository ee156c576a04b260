package mien.engine.assess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.ModelId;
import mien.core.face.Point;
import mien.engine.detect.DetectionOptions;
import mien.engine.detect.ScrfdDetector;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoLimits;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.onnx.OnnxModel;
import mien.engine.testing.Shared;

/** The real models by their cards, with one inference thread, and the faces they are tried on. */
final class AssessModels {

  private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);

  private AssessModels() {}

  /** Opens a model of the common copy; the test that asks is skipped where it is missing. */
  static LoadedModel open(String id) {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId(id));
    try {
      return OnnxModel.open(card, Files.readAllBytes(Shared.model(card.fileName())), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A photo of the common copy, upright, at its own size. */
  static Photo photo(String name) {
    try {
      return DECODER.decode(Files.readAllBytes(Shared.photo(name)), Integer.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The largest face near the middle. */
  static Optional<Detection> middleFace(ScrfdDetector detector, Photo photo) {
    Point middle = new Point(photo.displayedWidth() / 2.0, photo.displayedHeight() / 2.0);
    return detector.detect(photo, DetectionOptions.DEFAULT).stream()
        .max(
            Comparator.comparingDouble(
                d -> d.box().area() / (1 + d.box().center().distanceTo(middle))));
  }

  /** The face that a labeled box means. */
  static Optional<Detection> faceAt(List<Detection> faces, Box box) {
    return faces.stream()
        .filter(d -> d.box().intersectionOverUnion(box) > 0.3)
        .max(Comparator.comparingDouble(d -> d.box().intersectionOverUnion(box)));
  }
}
