package mien.studio.compare;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import mien.core.face.Box;
import mien.core.face.Point;
import mien.engine.PhotoFaces;

/** Which face of a photo is meant. */
public sealed interface ChosenFace {

  /**
   * By its place among the faces of the photo, as answers list them.
   *
   * @param index 0 or more
   */
  record ByIndex(int index) implements ChosenFace {
    /** Refuses what no face can have. */
    public ByIndex {
      if (index < 0) {
        throw new IllegalArgumentException("a face's index is 0 or more, but was " + index);
      }
    }
  }

  /**
   * The smallest face whose box holds a point.
   *
   * @param point in pixels of the upright photo
   */
  record At(Point point) implements ChosenFace {}

  /** The index of the face; empty if the photo has no such face. */
  default OptionalInt in(PhotoFaces photo) {
    return switch (this) {
      case ByIndex(int index) ->
          index < photo.faces().size() ? OptionalInt.of(index) : OptionalInt.empty();
      case At(Point point) ->
          IntStream.range(0, photo.faces().size())
              .filter(i -> holds(box(photo, i), point))
              .boxed()
              .min(Comparator.comparingDouble(i -> box(photo, i).area()))
              .map(OptionalInt::of)
              .orElse(OptionalInt.empty());
    };
  }

  private static Box box(PhotoFaces photo, int index) {
    return photo.faces().get(index).detection().box();
  }

  private static boolean holds(Box box, Point point) {
    return box.x1() <= point.x()
        && point.x() <= box.x2()
        && box.y1() <= point.y()
        && point.y() <= box.y2();
  }
}
