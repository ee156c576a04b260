package mien.engine.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.face.Landmarks68;
import mien.engine.assess.EyeOpen.Reason;
import mien.engine.image.Photo;
import mien.engine.image.Resize;
import mien.engine.model.FaceBatch;
import mien.engine.model.LoadedModel;

/**
 * Strategy {@code classifier}: two small networks look at the eye's pixels, and where PFLD is there
 * its aspect ratio is the third voice. The openness is the mean of the voices; where they disagree
 * it is unknown.
 *
 * <p>The networks are open-closed-eye-0001 (Open Model Zoo; BGR, 32 x 32, index 1 = open, though
 * its page lists "open, closed") and OCEC (PINTO0309; RGB, 40 x 24, one value = open). Both fail on
 * narrow, smiling and blurred eyes, but seldom on the same.
 *
 * <p>Crops hang on the corners of the eye, turned level. Sizes were chosen on 324 labeled eyes in
 * 176 faces (272 open, 52 closed), corners from PFLD: a square of 1.4 corner distances for the
 * first and 1.25 x 0.625 for the second give an area under the curve of 0.993 for the mean of the
 * two (1.8 and 1.1: 0.979), 0.998 with the ratio. Corners guessed from five points: 0.989.
 */
public final class ClassifierEyeEstimator implements EyeStateEstimator {

  private static final double SQUARE_WIDTHS = 1.4;
  private static final double OBLONG_WIDTHS = 1.25;
  private static final int OPEN = 1;

  private final LoadedModel openClosed;
  private final LoadedModel ocec;
  private final Optional<PfldLandmarks> landmarks;

  /**
   * Wraps loaded models, which stay their owner's to close.
   *
   * @param openClosed open-closed-eye-0001
   * @param ocec OCEC of any size
   * @param landmarks for better corners and a third voice; without them a fifth of the eyes is
   *     unknown
   */
  public ClassifierEyeEstimator(
      LoadedModel openClosed, LoadedModel ocec, Optional<PfldLandmarks> landmarks) {
    this.openClosed = openClosed;
    this.ocec = ocec;
    this.landmarks = landmarks;
  }

  @Override
  public List<EyesOpen> estimate(Photo photo, List<FaceGeometry> faces) {
    Optional<List<Landmarks68>> placed =
        landmarks.map(
            pfld -> pfld.place(photo, faces.stream().map(FaceGeometry::detection).toList()));
    List<EyesOpen> result = new ArrayList<>(faces.size());
    List<Integer> judged = new ArrayList<>();
    List<FaceEyes> eyes = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      int at = i;
      Optional<FaceEyes> found = FaceEyes.of(faces.get(i), placed.map(p -> p.get(at)));
      Optional<Reason> refusal =
          found.isEmpty()
              ? Optional.of(Reason.UNCERTAIN)
              : found.get().refusal(photo, faces.get(i));
      if (refusal.isEmpty()) {
        judged.add(i);
        eyes.add(found.orElseThrow());
      }
      result.add(FaceEyes.unknown(refusal.orElse(Reason.UNCERTAIN)));
    }
    List<EyeCorners> corners =
        eyes.stream().flatMap(e -> List.of(e.imageLeft(), e.imageRight()).stream()).toList();
    double[] open = open(photo, corners);
    for (int i = 0; i < eyes.size(); i++) {
      FaceEyes face = eyes.get(i);
      result.set(
          judged.get(i),
          new EyesOpen(
              one(photo, face.imageLeft(), open[2 * i], face.imageLeftRatio()),
              one(photo, face.imageRight(), open[2 * i + 1], face.imageRightRatio())));
    }
    return List.copyOf(result);
  }

  /** The mean of the two networks for each eye. */
  double[] open(Photo photo, List<EyeCorners> corners) {
    int size = FaceBatch.input(openClosed).width();
    List<float[][]> first =
        FaceBatch.rows(
            openClosed, corners.size(), i -> corners.get(i).crop(photo, SQUARE_WIDTHS, size, size));
    int columns = FaceBatch.input(ocec).width();
    int rows = FaceBatch.input(ocec).height();
    List<float[][]> second =
        FaceBatch.rows(
            ocec,
            corners.size(),
            i ->
                Resize.bilinear(
                    corners.get(i).crop(photo, OBLONG_WIDTHS, 2 * columns, columns),
                    columns,
                    rows));
    double[] open = new double[corners.size()];
    for (int i = 0; i < open.length; i++) {
      open[i] = ((double) first.get(i)[0][OPEN] + second.get(i)[0][0]) / 2;
    }
    return open;
  }

  /** With three voices unknown between 0.35 and 0.65, with two between 0.3 and 0.7. */
  private static EyeOpen one(
      Photo photo, EyeCorners corners, double networks, OptionalDouble ratio) {
    if (ratio.isEmpty()) {
      return FaceEyes.judged(photo, corners, networks, 0.3, 0.7);
    }
    double openness = (2 * networks + FaceEyes.openness(ratio.getAsDouble())) / 3;
    return FaceEyes.judged(photo, corners, openness, 0.35, 0.65);
  }
}
