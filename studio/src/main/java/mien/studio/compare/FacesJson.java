package mien.studio.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.core.compare.AgeEstimate;
import mien.core.face.Box;
import mien.core.face.Point;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.json.Json;
import mien.studio.compare.Comparison.Side;

/** The faces of a photo as JSON, for answers and for the question which one is meant. */
public final class FacesJson {

  private static final int PIXELS = 1;
  private static final int SHARE = 4;

  private FacesJson() {}

  /** A compared photo. */
  static void photo(Json out, Side side) {
    size(out, side.photo()).whole("chosen", side.chosen());
    List<AnalyzedFace> faces = side.photo().faces();
    out.array(
        "faces",
        a -> {
          for (int i = 0; i < faces.size(); i++) {
            int index = i;
            a.inArray(o -> face(o, side, index));
          }
        });
  }

  /**
   * The members {@code photo}, its size and its faces, of a photo with more than one face.
   *
   * @param several which photo
   */
  public static void several(Json out, Comparison.SeveralFaces several) {
    out.whole("photo", several.photo());
    size(out, several.faces());
    out.array(
        "faces",
        a -> {
          for (int i = 0; i < several.faces().faces().size(); i++) {
            int index = i;
            AnalyzedFace face = several.faces().faces().get(i);
            a.inArray(o -> where(o, index, face));
          }
        });
  }

  private static Json size(Json out, PhotoFaces photo) {
    return out.whole("width", photo.width())
        .whole("height", photo.height())
        .flag("incomplete", photo.incomplete())
        .whole("faces_left_out", photo.facesLeftOut());
  }

  private static void where(Json out, int index, AnalyzedFace face) {
    Box box = face.detection().box();
    out.whole("index", index);
    out.array(
        "box",
        a ->
            a.number(box.x1(), PIXELS)
                .number(box.y1(), PIXELS)
                .number(box.x2(), PIXELS)
                .number(box.y2(), PIXELS));
    out.number("score", face.detection().score(), SHARE);
  }

  private static void face(Json out, Side side, int index) {
    AnalyzedFace face = side.photo().faces().get(index);
    boolean chosen = index == side.chosen();
    where(out, index, face);
    if (face.detection().landmarks().isPresent()) {
      List<Point> points = face.detection().landmarks().get().points();
      out.array(
          "landmarks5",
          a ->
              points.forEach(
                  p -> a.arrayInArray(xy -> xy.number(p.x(), PIXELS).number(p.y(), PIXELS))));
    } else {
      out.unknown("landmarks5");
    }
    Optional<AgeEstimate> age = chosen ? Optional.of(side.age()) : guess(face);
    if (age.isPresent()) {
      out.whole("age", age.get().wholeYears()).text("age_group", age.get().group().label());
    } else {
      out.unknown("age").unknown("age_group");
    }
    if (face.ageGender().isPresent()) {
      out.text("gender", face.ageGender().get().gender().name().toLowerCase(Locale.ROOT));
    } else {
      out.unknown("gender");
    }
    out.number("quality", face.quality().overall(), SHARE)
        .number("eye_distance", face.quality().eyeDistancePixels(), PIXELS)
        .flag("age_known", chosen && side.ageKnown())
        .flag("chosen", chosen);
  }

  private static Optional<AgeEstimate> guess(AnalyzedFace face) {
    return face.ageGender().map(age -> new AgeEstimate(age.ageYears(), 0));
  }
}
