package mien.studio.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import mien.core.compare.AgeEstimate;
import mien.core.compare.AgeGroup;
import mien.core.face.Box;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.AgeGender;
import mien.engine.assess.Gender;
import mien.json.Member;
import mien.studio.compare.Comparison.Side;

/** A compared photo in an answer. */
public record SeenPhoto(
    @Member(flat = true) Size size,
    @Member("Index into faces.") int chosen,
    @Member(size = {0, 1000}) List<Face> faces) {

  static SeenPhoto of(Side side) {
    PhotoFaces photo = side.photo();
    return new SeenPhoto(
        Size.of(photo),
        side.chosen(),
        IntStream.range(0, photo.faces().size()).mapToObj(i -> Face.of(side, i)).toList());
  }

  /** A photo as it was looked at. */
  public record Size(
      @Member("Pixels, upright.") int width,
      @Member("Pixels, upright.") int height,
      @Member("The file ends early or is damaged.") boolean incomplete,
      @Member("Faces found beyond the limit.") int facesLeftOut) {

    static Size of(PhotoFaces photo) {
      return new Size(photo.width(), photo.height(), photo.incomplete(), photo.facesLeftOut());
    }
  }

  /** Where a face is. */
  public record Place(
      @Member("For face1 and face2.") int index,
      @Member(
              value = "Left, top, right, bottom.",
              decimals = 1,
              size = {4, 4})
          List<Double> box,
      @Member(
              decimals = 4,
              within = {0, 1})
          double score) {

    static Place of(int index, AnalyzedFace face) {
      Box box = face.detection().box();
      return new Place(
          index, List.of(box.x1(), box.y1(), box.x2(), box.y2()), face.detection().score());
    }
  }

  /** A face of a compared photo. */
  public record Face(
      @Member(flat = true) Place place,
      @Member(
              value = "Five points.",
              decimals = 1,
              size = {0, 5})
          Optional<List<List<Double>>> landmarks5,
      @Member("Years.") OptionalLong age,
      Optional<AgeGroup> ageGroup,
      Optional<Gender> gender,
      @Member(
              decimals = 4,
              within = {0, 1})
          double quality,
      @Member(value = "Pixels.", decimals = 1) double eyeDistance,
      @Member("The age was given, not guessed.") boolean ageKnown,
      boolean chosen) {

    private static Face of(Side side, int index) {
      AnalyzedFace face = side.photo().faces().get(index);
      boolean chosen = index == side.chosen();
      Optional<AgeEstimate> age =
          chosen
              ? Optional.of(side.age())
              : face.ageGender().map(guess -> new AgeEstimate(guess.ageYears(), 0));
      return new Face(
          Place.of(index, face),
          face.detection()
              .landmarks()
              .map(five -> five.points().stream().map(p -> List.of(p.x(), p.y())).toList()),
          age.map(one -> OptionalLong.of(one.wholeYears())).orElseGet(OptionalLong::empty),
          age.map(AgeEstimate::group),
          face.ageGender().map(AgeGender::gender),
          face.quality().overall(),
          face.quality().eyeDistancePixels(),
          chosen && side.ageKnown(),
          chosen);
    }
  }
}
