package mien.engine.detect;

import java.lang.System.Logger.Level;
import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * SCRFD, any export: 3 or 5 strides, 1 or 2 anchors a cell, with or without key points, outputs in
 * any order, input of free or fixed size.
 *
 * <p>Safe for many threads at once. Does not close its model.
 */
public final class ScrfdDetector implements FaceDetector {

  private static final System.Logger LOG = System.getLogger(ScrfdDetector.class.getName());

  private final ScrfdOutputs outputs;
  private final FaceSearch search;

  /**
   * Runs the model once on a blank input to learn its outputs, and logs what it found at debug.
   *
   * @param model stays the caller's to close
   * @throws mien.core.MienException OPERATOR if its outputs are not those of an SCRFD
   */
  public ScrfdDetector(LoadedModel model) {
    NetworkInput input = NetworkInput.of(model);
    outputs = ScrfdOutputs.discover(input.probe(model), input.probeWidth(), input.probeHeight());
    search = new FaceSearch(model, input, new ScrfdHead(outputs));
    LOG.log(Level.DEBUG, () -> "outputs of " + model.card().id() + ": " + outputs);
  }

  /** Which output is what, as discovered. */
  public ScrfdOutputs outputs() {
    return outputs;
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
