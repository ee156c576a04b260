package mien.cli.faces;

import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.core.face.Box;
import mien.core.face.Embedding;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks5;
import mien.core.face.Landmarks68;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.AgeGender;
import mien.engine.assess.EyeOpen;
import mien.engine.assess.EyesOpen;
import mien.engine.assess.Gender;
import mien.engine.assess.HeadFit;
import mien.engine.assess.Liveness;
import mien.json.Json;
import mien.json.Member;

/**
 * One JSON object a photo, on one line. Every face has every key; what is not known is {@code
 * null}. Coordinates are displayed pixels to a hundredth, angles degrees to a tenth, ages years to
 * a tenth, shares of 1 to four digits.
 */
public final class FaceJson {

  private FaceJson() {}

  /** A photo that was read. */
  static String photo(String name, PhotoFaces photo) {
    return Json.of(
        new Photo(
            name,
            photo.width(),
            photo.height(),
            photo.incomplete() ? Optional.of(true) : Optional.empty(),
            photo.facesLeftOut(),
            photo.faces().stream().map(Face::of).toList()));
  }

  /** A photo that was refused. */
  static String refusal(String name, MienException why) {
    return Json.of(new Refusal(Optional.of(name), Reason.of(why)));
  }

  /** Why there is no result: the member {@code error} alone. */
  public static String refusal(MienException why) {
    return Json.of(new Refusal(Optional.empty(), Reason.of(why)));
  }

  private record Photo(
      String photo,
      int width,
      int height,
      @Member(leftOut = true) Optional<Boolean> incomplete,
      int facesLeftOut,
      List<Face> faces) {}

  private record Refusal(@Member(leftOut = true) Optional<String> photo, Reason error) {}

  /** The code for programs and the sentence for people. */
  private record Reason(String code, String message) {

    static Reason of(MienException why) {
      return new Reason(why.code(), String.valueOf(why.getMessage()));
    }
  }

  private record Face(
      @Member(decimals = 2) List<Double> box,
      @Member(decimals = 4) double score,
      @Member(decimals = 2) Optional<List<List<Double>>> landmarks5,
      @Member(decimals = 2) Optional<List<List<Double>>> landmarks68,
      Optional<Pose> pose,
      @Member(decimals = 1) Optional<Double> age,
      Optional<Gender> gender,
      @Member(decimals = 4) Optional<Double> eyesOpen,
      @Member(decimals = 4) Optional<Double> live,
      @Member(decimals = 4) double quality,
      @Member(leftOut = true) Optional<String> embeddingModel,
      @Member(leftOut = true) Optional<float[]> embedding) {

    static Face of(AnalyzedFace face) {
      Box box = face.detection().box();
      return new Face(
          List.of(box.x1(), box.y1(), box.x2(), box.y2()),
          face.detection().score(),
          face.detection().landmarks().map(Face::points),
          face.head().flatMap(HeadFit::landmarks68).map(Face::points),
          face.head().map(HeadFit::pose).map(Pose::of),
          face.ageGender().map(AgeGender::ageYears),
          face.ageGender().map(AgeGender::gender),
          face.eyes().map(EyesOpen::face).flatMap(Face::open),
          face.live().flatMap(Face::alive),
          face.quality().overall(),
          face.embedding().map(embedding -> embedding.model().value()),
          face.embedding().map(Embedding::toArray));
    }

    private static List<List<Double>> points(Landmarks5 five) {
      return five.points().stream().map(p -> List.of(p.x(), p.y())).toList();
    }

    private static List<List<Double>> points(Landmarks68 all) {
      return all.points().stream().map(p -> List.of(p.x(), p.y(), p.z())).toList();
    }

    private static Optional<Double> open(EyeOpen eyes) {
      return eyes instanceof EyeOpen.Measured(double open) ? Optional.of(open) : Optional.empty();
    }

    private static Optional<Double> alive(Liveness live) {
      return live instanceof Liveness.Measured(double share)
          ? Optional.of(share)
          : Optional.empty();
    }
  }

  private record Pose(
      @Member(decimals = 1) double pitch,
      @Member(decimals = 1) double yaw,
      @Member(decimals = 1) double roll) {

    static Pose of(HeadPose pose) {
      return new Pose(pose.pitchDegrees(), pose.yawDegrees(), pose.rollDegrees());
    }
  }
}
