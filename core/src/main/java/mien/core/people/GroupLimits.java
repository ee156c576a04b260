package mien.core.people;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the rules say of two groups as a whole. For one thread. */
final class GroupLimits {

  private static final long[] NONE = {};

  private final List<LibraryFace> faces;
  private final PeopleRules rules;
  private final int[] owner;
  private final Map<Long, Integer> rows = new HashMap<>();
  private final long[][] photos;
  private final OptionalLong[] person;
  private final boolean[] watched;

  /**
   * Every face alone at first.
   *
   * @param owner the group of each face, kept by the caller
   */
  GroupLimits(List<LibraryFace> faces, PeopleRules rules, int[] owner) {
    int n = faces.size();
    this.faces = faces;
    this.rules = rules;
    this.owner = owner;
    this.photos = new long[n][];
    this.person = new OptionalLong[n];
    this.watched = new boolean[n];
    for (int row = 0; row < n; row++) {
      LibraryFace face = faces.get(row);
      person[row] = face.person();
      photos[row] = rules.isCollage(face.photo()) ? NONE : new long[] {face.photo()};
      watched[row] = !rules.apartFrom(face.id()).isEmpty();
      if (watched[row]) {
        rows.put(face.id(), row);
      }
    }
  }

  boolean isPerson(int group) {
    return person[group].isPresent();
  }

  /** Whether two groups may be one person. */
  boolean allow(int a, int[] membersA, int b, int[] membersB) {
    if (isPerson(a) && isPerson(b)) {
      return false;
    }
    return !shareAPhoto(photos[a], photos[b])
        && mayBe(membersB, person[a])
        && mayBe(membersA, person[b])
        && !saidApart(a, membersA, b, membersB);
  }

  private boolean mayBe(int[] members, OptionalLong one) {
    return one.isEmpty()
        || !rules.excludes(one.getAsLong())
        || Arrays.stream(members).allMatch(face -> rules.mayBe(faces.get(face), one.getAsLong()));
  }

  private boolean saidApart(int a, int[] membersA, int b, int[] membersB) {
    if (!watched[a] || !watched[b]) {
      return false;
    }
    boolean swap = membersA.length > membersB.length;
    int other = swap ? a : b;
    for (int face : swap ? membersB : membersA) {
      for (long away : rules.apartFrom(faces.get(face).id())) {
        Integer row = rows.get(away);
        if (row != null && owner[row] == other) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean shareAPhoto(long[] a, long[] b) {
    long[] few = a.length <= b.length ? a : b;
    long[] many = a.length <= b.length ? b : a;
    for (long photo : few) {
      if (Arrays.binarySearch(many, photo) >= 0) {
        return true;
      }
    }
    return false;
  }

  void merge(int into, int from) {
    long[] all = Arrays.copyOf(photos[into], photos[into].length + photos[from].length);
    System.arraycopy(photos[from], 0, all, photos[into].length, photos[from].length);
    Arrays.sort(all);
    photos[into] = all;
    photos[from] = NONE;
    person[into] = person[into].isPresent() ? person[into] : person[from];
    watched[into] |= watched[from];
  }
}
