package mien.engine.detect;

import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * YuNet, with an input of fixed (2023mar) or free size.
 *
 * <p>Safe for many threads at once. Does not close its model.
 */
public final class YuNetDetector implements FaceDetector {

  private final FaceSearch search;

  /**
   * Finds the outputs by their names.
   *
   * @param model stays the caller's to close
   * @throws mien.core.MienException OPERATOR if its outputs are not those of a YuNet
   */
  public YuNetDetector(LoadedModel model) {
    search = new FaceSearch(model, NetworkInput.of(model), YuNetHead.of(model.outputNames()));
  }

  @Override
  public ModelCard card() {
    return search.card();
  }

  @Override
  public List<Detection> detect(Photo photo, DetectionOptions options) {
    return search.find(photo, options);
  }

  @Override
  public double scoreAt(Photo photo, Box box, int facePixels) {
    return search.scoreAt(photo, box, facePixels);
  }
}
