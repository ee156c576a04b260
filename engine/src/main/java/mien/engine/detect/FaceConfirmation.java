package mien.engine.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.mesh.FaceMesh;
import mien.engine.mesh.FaceMesher;

/**
 * Tells faces from what only looks like one to a detector, and places five points where the
 * detector gives none. Every detector's candidates pass through it.
 *
 * <ol>
 *   <li>A face mesh is fitted. Where its face flag is {@value #CERTAIN} or more, it is a face.
 *   <li>Else the doubtful candidate is looked at from four sides: on BlazeFace's square, on the
 *       square around the detector's box, and again on the squares around both meshes. A face is a
 *       face in all of them; what merely resembles one depends on how it is cut. The mean of the
 *       four flags decides.
 *   <li>A face that no mesh fits (half hidden, in profile) is still seen by the detector at every
 *       size: the mean logit of its scores at 28, 40 and 56 pixels, and twice BlazeFace's.
 * </ol>
 *
 * <p>The levels lie between what labeled faces reach at least and what photos without faces reach
 * at most, these also mirrored and at four turns. What is kept and what is refused then stands in
 * {@code docs/results/accuracy.md}, under Detection. Holds no state but the models. Safe for many
 * threads.
 */
public final class FaceConfirmation {

  /** At this flag one look is enough: no candidate without a face came near it. */
  private static final double CERTAIN = 7;

  /** Mean of four flags that makes a face. */
  private static final double MEAN_FLAG = 2;

  /** The same in a photo that was turned: three more looks are three more chances to err. */
  private static final double MEAN_FLAG_TURNED = 3.5;

  /** Mean logit at three sizes, and twice BlazeFace's, that make a face. */
  private static final double SEEN_AT_ALL_SIZES = 3.65;

  private static final int[] FACE_PIXELS = {28, 40, 56};

  /** A first look so poor, by both networks, that no other look has ever made it a face. */
  private static final double HOPELESS_FLAG = -4;

  private static final double HOPELESS_SCORE = 0.5;

  /** A mesh with a lower flag places no points. */
  private static final double LEAST_FLAG_FOR_POINTS = -2;

  private static final double LEAST_PROBABILITY = 1e-4;

  private final FaceMesher mesher;

  /**
   * Confirms by a mesh.
   *
   * @param mesher its models stay their owner's to close
   */
  public FaceConfirmation(FaceMesher mesher) {
    this.mesher = mesher;
  }

  /**
   * The candidates that are faces, in order.
   *
   * @param detector what found the candidates
   * @param photo where
   * @param candidates in displayed pixels
   * @param turned whether the photo was turned to find them: then the mesh alone decides, by a
   *     stricter level
   */
  List<FoundFace> confirm(
      FaceDetector detector, Photo photo, List<Detection> candidates, boolean turned) {
    List<FaceMesher.Fit> fits = mesher.fit(photo, candidates);
    List<Detection> doubtful = new ArrayList<>();
    List<FaceMesher.Fit> doubtfulFits = new ArrayList<>();
    List<Optional<FoundFace>> found = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      FaceMesher.Fit fit = fits.get(i);
      double flag = fit.mesh().presenceLogit();
      found.add(
          flag >= CERTAIN
              ? Optional.of(FoundFace.of(candidates.get(i)).with(fit.mesh()))
              : Optional.empty());
      if (flag < CERTAIN && (flag > HOPELESS_FLAG || fit.faceScore() > HOPELESS_SCORE)) {
        doubtful.add(candidates.get(i));
        doubtfulFits.add(fit);
        places.add(i);
      }
    }
    List<Optional<FoundFace>> judged = judge(detector, photo, doubtful, doubtfulFits, turned);
    for (int i = 0; i < places.size(); i++) {
      found.set(places.get(i), judged.get(i));
    }
    return found.stream().flatMap(Optional::stream).toList();
  }

  /** The same faces with their meshes fitted to a photo that holds more pixels of them. */
  List<FoundFace> refined(Photo photo, List<FoundFace> faces) {
    List<FoundFace> withMesh = faces.stream().filter(f -> f.mesh().isPresent()).toList();
    List<FaceMesh> again =
        mesher.fitAgain(photo, withMesh.stream().map(f -> f.mesh().orElseThrow()).toList());
    List<FoundFace> refined = new ArrayList<>(faces);
    int next = 0;
    for (int i = 0; i < faces.size(); i++) {
      if (faces.get(i).mesh().isPresent()) {
        FaceMesh mesh = again.get(next++);
        if (mesh.presenceLogit() > 0) {
          refined.set(i, faces.get(i).with(mesh));
        }
      }
    }
    return refined;
  }

  private List<Optional<FoundFace>> judge(
      FaceDetector detector,
      Photo photo,
      List<Detection> faces,
      List<FaceMesher.Fit> fits,
      boolean turned) {
    List<FaceMesh> first = fits.stream().map(FaceMesher.Fit::mesh).toList();
    List<FaceMesh> again = mesher.fitAgain(photo, first);
    List<FaceMesh> boxes = mesher.fitToBoxes(photo, faces);
    List<FaceMesh> boxesAgain = mesher.fitAgain(photo, boxes);
    List<Optional<FoundFace>> judged = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      FoundFace candidate = FoundFace.of(faces.get(i));
      List<FaceMesh> looks = List.of(first.get(i), again.get(i), boxes.get(i), boxesAgain.get(i));
      FaceMesh best =
          looks.stream().max(Comparator.comparingDouble(FaceMesh::presenceLogit)).orElseThrow();
      double mean = looks.stream().mapToDouble(FaceMesh::presenceLogit).average().orElseThrow();
      if (mean >= (turned ? MEAN_FLAG_TURNED : MEAN_FLAG)) {
        judged.add(Optional.of(candidate.with(best)));
      } else if (!turned
          && seenAtAllSizes(detector, photo, faces.get(i), fits.get(i).faceScore())) {
        judged.add(
            Optional.of(
                best.presenceLogit() >= LEAST_FLAG_FOR_POINTS
                    ? candidate.withPointsOf(best)
                    : candidate));
      } else {
        judged.add(Optional.empty());
      }
    }
    return judged;
  }

  private static boolean seenAtAllSizes(
      FaceDetector detector, Photo photo, Detection face, double faceScore) {
    double sum = 0;
    for (int pixels : FACE_PIXELS) {
      sum += logit(detector.scoreAt(photo, face.box(), pixels));
    }
    return sum / FACE_PIXELS.length + 2 * logit(faceScore) >= SEEN_AT_ALL_SIZES;
  }

  private static double logit(double probability) {
    double p = Math.clamp(probability, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY);
    return Math.log(p / (1 - p));
  }
}
