package mien.engine.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.face.Landmarks68;
import mien.engine.fault.EngineFault;
import mien.engine.image.Normalization;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;

/**
 * 3DDFA_V2: pose, and 68 points with depth where the basis is installed.
 *
 * <p>Two passes: the first on the detector's box; the second, more exact, on the square around the
 * points that the first one found. Without the basis there are no points, so one pass gives the
 * pose alone. Faces run in batches of up to {@value #LARGEST_BATCH}.
 *
 * <p>The points are those of the true outline, also behind the cheek. The eyelids of the fit hardly
 * follow a blink: they are no measure of open eyes.
 *
 * <p>Holds no state but the model, which its owner closes. Safe for many threads at once.
 */
public final class TddfaPoseEstimator implements PoseEstimator {

  /** The most faces in one forward pass. */
  public static final int LARGEST_BATCH = 4;

  private final LoadedModel network;
  private final Normalization normalization;
  private final Optional<TddfaBasis> basis;
  private final boolean twoPasses;

  /**
   * Estimates in two passes where the basis is there.
   *
   * @param network 3DDFA_V2 with 62 outputs; stays its owner's to close
   * @param basis what gives the 68 points
   * @throws MienException BUG {@code pose.card} if the card is of something else
   */
  public TddfaPoseEstimator(LoadedModel network, Optional<TddfaBasis> basis) {
    this(network, basis, true);
  }

  /**
   * Estimates in one or two passes.
   *
   * @param network 3DDFA_V2 with 62 outputs; stays its owner's to close
   * @param basis what gives the 68 points
   * @param twoPasses fit a second time around the points of the first; twice the time
   * @throws MienException BUG {@code pose.card} if the card is of something else
   */
  public TddfaPoseEstimator(LoadedModel network, Optional<TddfaBasis> basis, boolean twoPasses) {
    ModelCard card = network.card();
    if (card.family() != ModelFamily.TDDFA_V2 || card.input().isEmpty()) {
      throw new MienException(
          EngineFault.POSE_CARD,
          "a pose network's card has the family TDDFA_V2 and an input, but that of "
              + card.id()
              + " has not; choose another model");
    }
    this.network = network;
    this.normalization = card.input().orElseThrow().normalization();
    this.basis = basis;
    this.twoPasses = twoPasses;
  }

  @Override
  public ModelCard card() {
    return network.card();
  }

  @Override
  public Optional<Landmarks68> meanFace() {
    return basis.map(TddfaBasis::meanFace);
  }

  /**
   * {@inheritDoc}
   *
   * @throws MienException OPERATOR {@code pose.output} if the network's answer is not 62 finite
   *     values a face
   */
  @Override
  public List<HeadFit> fit(Photo photo, List<Detection> faces) {
    List<HeadFit> fits = new ArrayList<>(faces.size());
    for (int from = 0; from < faces.size(); from += LARGEST_BATCH) {
      List<Detection> some = faces.subList(from, Math.min(from + LARGEST_BATCH, faces.size()));
      fits.addAll(fitBatch(photo, some));
    }
    return List.copyOf(fits);
  }

  private List<HeadFit> fitBatch(Photo photo, List<Detection> faces) {
    List<TddfaCrop> crops = faces.stream().map(f -> TddfaCrop.aroundBox(f.box())).toList();
    List<float[]> outputs = run(photo, crops);
    if (basis.isEmpty()) {
      return outputs.stream().map(o -> fit(TddfaParameters.cameraOf(o), Optional.empty())).toList();
    }
    TddfaBasis shape = basis.orElseThrow();
    List<HeadFit> fits = fits(shape, crops, outputs);
    if (!twoPasses) {
      return fits;
    }
    List<TddfaCrop> closer =
        fits.stream()
            .map(f -> TddfaCrop.aroundPoints(f.landmarks68().orElseThrow().points()))
            .toList();
    return fits(shape, closer, run(photo, closer));
  }

  private List<HeadFit> fits(TddfaBasis shape, List<TddfaCrop> crops, List<float[]> outputs) {
    List<HeadFit> fits = new ArrayList<>(crops.size());
    for (int i = 0; i < crops.size(); i++) {
      TddfaParameters parameters = shape.parameters(outputs.get(i));
      fits.add(fit(parameters, Optional.of(shape.landmarks(parameters, crops.get(i)))));
    }
    return fits;
  }

  private HeadFit fit(TddfaParameters parameters, Optional<Landmarks68> landmarks) {
    try {
      return new HeadFit(parameters.pose(), landmarks);
    } catch (IllegalArgumentException e) {
      throw unusable("the camera that it gave has no direction");
    }
  }

  private List<float[]> run(Photo photo, List<TddfaCrop> crops) {
    int count = crops.size();
    List<Long> shape = List.of((long) count, 3L, (long) TddfaCrop.INPUT, (long) TddfaCrop.INPUT);
    float[] values =
        network
            .run(shape, buffer -> crops.forEach(c -> normalization.write(c.cut(photo), buffer)))
            .getFirst()
            .values();
    if (values.length != count * TddfaParameters.COUNT) {
      throw unusable("it gave " + values.length + " for " + count + " faces");
    }
    for (float v : values) {
      if (!Float.isFinite(v)) {
        throw unusable("one was not finite");
      }
    }
    List<float[]> outputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = i * TddfaParameters.COUNT;
      outputs.add(Arrays.copyOfRange(values, at, at + TddfaParameters.COUNT));
    }
    return outputs;
  }

  private MienException unusable(String what) {
    return new MienException(
        EngineFault.POSE_OUTPUT,
        "the pose network "
            + card().id()
            + " must give 62 finite values a face, but "
            + what
            + "; fetch it again with 'mien models pull "
            + card().id()
            + "'");
  }
}
