package mien.core.people;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What may not be, whatever the similarities say. Kept with ids, so that it holds for good: after
 * the next index, after grouping from scratch. For one thread while it is being told.
 */
public final class PeopleRules {

  private final Set<Long> collages = new HashSet<>();
  private final Map<Long, Set<Long>> apart = new HashMap<>();
  private final Map<Long, Set<Long>> notThem = new HashMap<>();
  private final Map<Long, Integer> born = new HashMap<>();

  /** No rules yet, but that two faces of one photo are two people. */
  public PeopleRules() {}

  /** This photo may show one person twice: a collage, a mirror, a photo of photos. */
  public PeopleRules collage(long photo) {
    collages.add(photo);
    return this;
  }

  /** These two faces are not one person. */
  public PeopleRules notSame(long faceA, long faceB) {
    apart.computeIfAbsent(faceA, _ -> new HashSet<>()).add(faceB);
    apart.computeIfAbsent(faceB, _ -> new HashSet<>()).add(faceA);
    return this;
  }

  /** This face is not this person. */
  public PeopleRules notPerson(long face, long person) {
    notThem.computeIfAbsent(person, _ -> new HashSet<>()).add(face);
    return this;
  }

  /** A person is in no photo from before this day, in the days of {@link LibraryFace#day}. */
  public PeopleRules born(long person, int day) {
    born.put(person, day);
    return this;
  }

  /** Whether a face may be a person at all. */
  public boolean mayBe(LibraryFace face, long person) {
    if (face.person().isPresent() && face.person().getAsLong() != person) {
      return false;
    }
    Integer first = born.get(person);
    boolean unborn = first != null && face.day().isPresent() && face.day().getAsInt() < first;
    return !unborn && !notThem.getOrDefault(person, Set.of()).contains(face.id());
  }

  /** Whether two faces may be one person, as far as no person is named. */
  public boolean mayBeSame(LibraryFace a, LibraryFace b) {
    boolean twice = a.photo() == b.photo() && !isCollage(a.photo());
    boolean others =
        a.person().isPresent() && b.person().isPresent() && !a.person().equals(b.person());
    return a.id() == b.id()
        || (!twice && !others && !apartFrom(a.id()).contains(b.id()))
        || (a.person().isPresent() && a.person().equals(b.person()));
  }

  boolean isCollage(long photo) {
    return collages.contains(photo);
  }

  Set<Long> apartFrom(long face) {
    return apart.getOrDefault(face, Set.of());
  }

  /** Whether a person excludes any face at all. */
  boolean excludes(long person) {
    return born.containsKey(person) || notThem.containsKey(person);
  }
}
