package mien.engine.detect;

import java.util.List;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.image.Letterbox;
import mien.engine.image.Normalization;
import mien.engine.image.Photo;
import mien.engine.model.FloatTensor;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * What a detector's graph takes.
 *
 * @param width columns; 0 where the graph leaves them free
 * @param height rows; 0 where the graph leaves them free
 * @param normalization of the samples
 */
record NetworkInput(int width, int height, Normalization normalization) {

  /** Side of the blank input of a probe; a multiple of every stride up to 128. */
  private static final int PROBE = 128;

  /**
   * Reads the size from the graph and the normalization from the card.
   *
   * @throws MienException OPERATOR if the graph takes no picture or the card does not say how
   */
  static NetworkInput of(LoadedModel model) {
    List<Long> shape = model.inputShape();
    ModelCard card = model.card();
    if (shape.size() != 4 || shape.get(1) != 3 || card.input().isEmpty()) {
      throw new MienException(
          EngineFault.MODEL_INPUT,
          "a detector takes [n, 3, height, width] and its card says how samples are normalized,"
              + " but "
              + card.id()
              + " takes "
              + shape
              + "; check the file against its card with 'mien models verify'");
    }
    return new NetworkInput(
        (int) Math.max(0, shape.get(3)),
        (int) Math.max(0, shape.get(2)),
        card.input().get().normalization());
  }

  /** Whether the graph takes one size only. */
  boolean fixed() {
    return width > 0 && height > 0;
  }

  int probeWidth() {
    return width > 0 ? width : PROBE;
  }

  int probeHeight() {
    return height > 0 ? height : PROBE;
  }

  /** The outputs for a blank input. */
  List<FloatTensor> probe(LoadedModel model) {
    return model.run(
        List.of(1L, 3L, (long) probeHeight(), (long) probeWidth()),
        into -> into.put(new float[into.remaining()]));
  }

  /** One forward pass over {@code photo} fitted into {@code box}. */
  List<FloatTensor> run(LoadedModel model, Photo photo, Letterbox box) {
    return model.run(
        List.of(1L, 3L, (long) box.inputHeight(), (long) box.inputWidth()),
        into -> box.write(photo, normalization, into));
  }
}
