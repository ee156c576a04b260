package mien.bench.accuracy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Photos of one person each, of people who are not the same: adults of FairFace (as many of each
 * gender and age band) and children under 13 of UTKFace.
 *
 * @param groups their photos, by name, in the order in which they are shown
 */
public record Strangers(Map<String, List<String>> groups) {

  /** All of FairFace's adults. */
  public static final String ADULTS = "FairFace adults";

  /** FairFace's women. */
  public static final String WOMEN = "FairFace women";

  /** FairFace's men. */
  public static final String MEN = "FairFace men";

  /** UTKFace's children. */
  public static final String CHILDREN = "UTKFace children under 13";

  private static final int ADULT = 20;
  private static final int TEEN = 13;

  /** Of the label file. */
  public static Strangers of(LabeledPhotos data) throws IOException {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String name : List.of(ADULTS, WOMEN, MEN)) {
      groups.put(name, new ArrayList<>());
    }
    List<String> children = new ArrayList<>();
    for (Map<String, String> row : data.labels("ages.csv")) {
      String photo = row.getOrDefault("image", "");
      boolean banded = row.getOrDefault("age", "").isEmpty();
      if (banded && LabeledPhotos.number(row, "age_min") >= ADULT) {
        String gender = "F".equals(row.get("gender")) ? WOMEN : MEN;
        String most = row.getOrDefault("age_max", "");
        String band = "FairFace " + row.get("age_min") + (most.isEmpty() ? "+" : "-" + most);
        Stream.of(ADULTS, gender, band)
            .forEach(name -> groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(photo));
      } else if (!banded && LabeledPhotos.number(row, "age") < TEEN) {
        children.add(photo);
      }
    }
    groups.put(CHILDREN, children);
    return new Strangers(groups);
  }

  /** All photos, each once. */
  public List<String> photos() {
    return groups.values().stream().flatMap(List::stream).distinct().toList();
  }
}
