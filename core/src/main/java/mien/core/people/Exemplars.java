package mien.core.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Chooses the faces that stand for a person: the best of each way of looking, in each year that
 * photos are dated to. An average of a child's faces over ten years looks like none of them, and
 * that of two profiles like no face at all.
 */
public final class Exemplars {

  private static final double TURNED_DEGREES = 20;
  private static final double YEAR_DAYS = 365.25;
  private static final int NO_YEAR = Integer.MIN_VALUE;

  private Exemplars() {}

  /**
   * A face of a person.
   *
   * @param id of the face
   * @param quality 0 useless to 1 ideal
   * @param yawDegrees positive to one side; empty if not known, which counts as frontal
   * @param day as in {@link LibraryFace#day}
   */
  public record Face(long id, double quality, OptionalDouble yawDegrees, OptionalInt day) {
    /** Refuses a quality that is no number. */
    public Face {
      if (!(quality >= 0 && quality <= 1)) {
        throw new IllegalArgumentException("quality must be in [0, 1], but was " + quality);
      }
    }
  }

  /** One way of looking, in one year. */
  private record Look(int side, int year) implements Comparable<Look> {
    static Look of(Face face) {
      double yaw = face.yawDegrees().orElse(0);
      int side = yaw > TURNED_DEGREES ? 1 : yaw < -TURNED_DEGREES ? -1 : 0;
      int year =
          face.day().isEmpty() ? NO_YEAR : (int) Math.floor(face.day().getAsInt() / YEAR_DAYS);
      return new Look(side, year);
    }

    @Override
    public int compareTo(Look other) {
      int byYear = Integer.compare(year, other.year);
      return byYear != 0 ? byYear : Integer.compare(side, other.side);
    }
  }

  /**
   * The ids of the exemplars: of each look the best face, the looks with the best faces first; then
   * of each the second best, and so on.
   *
   * @param faces of one person, in any order
   * @param most how many are wanted, 1 at least
   */
  public static List<Long> choose(List<Face> faces, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, but was " + most);
    }
    Comparator<Face> best =
        Comparator.comparingDouble((Face face) -> -face.quality()).thenComparingLong(Face::id);
    Map<Look, List<Face>> looks = new TreeMap<>();
    faces.stream()
        .sorted(best)
        .forEach(face -> looks.computeIfAbsent(Look.of(face), _ -> new ArrayList<>()).add(face));
    List<Long> chosen = new ArrayList<>();
    for (int turn = 0; chosen.size() < Math.min(most, faces.size()); turn++) {
      int place = turn;
      looks.values().stream()
          .filter(look -> look.size() > place)
          .map(look -> look.get(place))
          .sorted(best)
          .limit(most - chosen.size())
          .forEach(face -> chosen.add(face.id()));
    }
    return chosen;
  }
}
