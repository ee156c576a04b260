package mien.engine.detect;

import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * The Ultra-Light detector RFB-320 with an input of free size. Its faces have no landmarks: {@link
 * FaceFinder} places them.
 *
 * <p>Safe for many threads at once. Does not close its model.
 */
public final class RfbDetector implements FaceDetector {

  private final FaceSearch search;

  /**
   * Runs the model once on a blank input to learn and check its outputs.
   *
   * @param model stays the caller's to close
   * @throws mien.core.MienException OPERATOR if its outputs are not those of an RFB-320
   */
  public RfbDetector(LoadedModel model) {
    NetworkInput input = NetworkInput.of(model);
    RfbHead head = RfbHead.discover(input.probe(model), input.probeWidth(), input.probeHeight());
    search = new FaceSearch(model, input, head);
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
