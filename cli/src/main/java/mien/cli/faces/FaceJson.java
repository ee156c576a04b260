package mien.cli.faces;

import java.util.Optional;
import mien.cli.settings.Words;
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
import mien.engine.assess.HeadFit;
import mien.engine.assess.Liveness;
import mien.json.Json;

/**
 * One JSON object a photo, on one line. Every face has every key; what is not known is {@code
 * null}. Coordinates are displayed pixels to a hundredth, angles degrees to a tenth, ages years to
 * a tenth, shares of 1 to four digits.
 */
public final class FaceJson {

  private static final int PIXELS = 2;
  private static final int SHARES = 4;
  private static final int DEGREES = 1;
  private static final int YEARS = 1;

  private FaceJson() {}

  /** A photo that was read. */
  static String photo(String name, PhotoFaces photo) {
    return Json.object(
        out -> {
          out.text("photo", name).whole("width", photo.width()).whole("height", photo.height());
          if (photo.incomplete()) {
            out.flag("incomplete", true);
          }
          out.whole("faces_left_out", photo.facesLeftOut());
          out.array("faces", array -> photo.faces().forEach(f -> array.inArray(o -> face(o, f))));
        });
  }

  /** A photo that was refused. */
  static String refusal(String name, MienException why) {
    return Json.object(
        out -> {
          out.text("photo", name);
          error(out, why);
        });
  }

  /** The member {@code error}, with the code for programs and the sentence for people. */
  public static void error(Json out, MienException why) {
    out.object(
        "error",
        error -> error.text("code", why.code()).text("message", String.valueOf(why.getMessage())));
  }

  /** The member {@code box}: left, top, right, bottom. */
  public static void box(Json out, Box box) {
    out.array(
        "box",
        array ->
            array
                .number(box.x1(), PIXELS)
                .number(box.y1(), PIXELS)
                .number(box.x2(), PIXELS)
                .number(box.y2(), PIXELS));
  }

  private static void face(Json out, AnalyzedFace face) {
    box(out, face.detection().box());
    out.number("score", face.detection().score(), SHARES);
    landmarks5(out, face.detection().landmarks());
    landmarks68(out, face.head().flatMap(HeadFit::landmarks68));
    pose(out, face.head().map(HeadFit::pose));
    ageGender(out, face.ageGender());
    if (face.eyes().map(EyesOpen::face).orElse(null) instanceof EyeOpen.Measured(double open)) {
      out.number("eyes_open", open, SHARES);
    } else {
      out.unknown("eyes_open");
    }
    if (face.live().orElse(null) instanceof Liveness.Measured(double live)) {
      out.number("live", live, SHARES);
    } else {
      out.unknown("live");
    }
    out.number("quality", face.quality().overall(), SHARES);
    face.embedding().ifPresent(embedding -> embedding(out, embedding));
  }

  private static void landmarks5(Json out, Optional<Landmarks5> landmarks) {
    if (landmarks.isEmpty()) {
      out.unknown("landmarks5");
      return;
    }
    out.array(
        "landmarks5",
        array ->
            landmarks
                .get()
                .points()
                .forEach(
                    p -> array.arrayInArray(a -> a.number(p.x(), PIXELS).number(p.y(), PIXELS))));
  }

  private static void landmarks68(Json out, Optional<Landmarks68> landmarks) {
    if (landmarks.isEmpty()) {
      out.unknown("landmarks68");
      return;
    }
    out.array(
        "landmarks68",
        array ->
            landmarks
                .get()
                .points()
                .forEach(
                    p ->
                        array.arrayInArray(
                            a ->
                                a.number(p.x(), PIXELS)
                                    .number(p.y(), PIXELS)
                                    .number(p.z(), PIXELS))));
  }

  private static void pose(Json out, Optional<HeadPose> pose) {
    if (pose.isEmpty()) {
      out.unknown("pose");
      return;
    }
    out.object(
        "pose",
        o ->
            o.number("pitch", pose.get().pitchDegrees(), DEGREES)
                .number("yaw", pose.get().yawDegrees(), DEGREES)
                .number("roll", pose.get().rollDegrees(), DEGREES));
  }

  private static void ageGender(Json out, Optional<AgeGender> guess) {
    if (guess.isEmpty()) {
      out.unknown("age").unknown("gender");
      return;
    }
    out.number("age", guess.get().ageYears(), YEARS);
    out.text("gender", Words.of(guess.get().gender()));
  }

  private static void embedding(Json out, Embedding embedding) {
    out.text("embedding_model", embedding.model().value());
    out.array(
        "embedding",
        array -> {
          for (int i = 0; i < embedding.dimension(); i++) {
            array.exact(embedding.value(i));
          }
        });
  }
}
