package mien.bench.accuracy;

import static mien.bench.report.Numbers.share;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mien.bench.metrics.Proportion;
import mien.bench.report.ResultFile;
import mien.core.face.Box;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;

/** How many pairs end at "several faces", and what leaving small bystanders aside changes. */
final class BystanderPart {

  private BystanderPart() {}

  /**
   * What is tried.
   *
   * @param least share of the largest face's height
   * @param edge of the photo, as a share of its side
   */
  private record Rule(String name, double least, double edge) {

    boolean bystander(Box face, Box largest, PhotoFaces photo) {
      double x = (face.x1() + face.x2()) / 2 / photo.width();
      double y = (face.y1() + face.y2()) / 2 / photo.height();
      boolean atEdge = Math.min(Math.min(x, 1 - x), Math.min(y, 1 - y)) < edge;
      return face.height() < least * largest.height() && atEdge;
    }

    Optional<AnalyzedFace> only(PhotoFaces photo) {
      Optional<AnalyzedFace> largest =
          photo.faces().stream()
              .max(java.util.Comparator.comparingDouble(f -> f.detection().box().area()));
      return largest.filter(
          main ->
              photo.faces().stream()
                  .allMatch(
                      face ->
                          face.equals(main)
                              || bystander(face.detection().box(), main.detection().box(), photo)));
    }
  }

  static void write(LabeledPhotos data, ResultFile page) throws IOException {
    List<Map<String, String>> rows =
        data.labels("pairs.csv").stream().filter(VerificationPart::lfw).toList();
    List<List<String>> table = new ArrayList<>();
    for (Rule rule :
        List.of(
            new Rule("several faces are always asked about", 0, 0),
            new Rule("under 1/3 of the height, center in the outer 1/4", 1.0 / 3, 0.25),
            new Rule("under 1/2 of the height, center in the outer 1/4", 0.5, 0.25),
            new Rule("under 1/2 of the height, center in the outer 1/3", 0.5, 1.0 / 3),
            new Rule("under 1/2 of the height, anywhere", 0.5, 1),
            new Rule("under 2/3 of the height, center in the outer 1/4", 2.0 / 3, 0.25),
            new Rule("under 3/4 of the height, center in the outer 1/4", 0.75, 0.25))) {
      table.add(row(rule, rows, data));
    }
    page.section("Several faces");
    page.paragraph(
        """
        Pairs of LFW of which a photo has several faces, so that the answer would be a question; \
        and, of the photos in which one face is left, those where it is not the one at the \
        picture's center, which LFW is about.
        """);
    page.table(List.of("rule", "pairs that end in a question", "another face is taken"), table);
  }

  private static List<String> row(Rule rule, List<Map<String, String>> rows, LabeledPhotos data) {
    long asked = 0;
    List<String> photos = new ArrayList<>();
    for (Map<String, String> row : rows) {
      List<String> both = List.of(row.getOrDefault("image_a", ""), row.getOrDefault("image_b", ""));
      photos.addAll(both);
      asked += both.stream().anyMatch(photo -> asks(rule, data.faces(photo))) ? 1 : 0;
    }
    List<String> several =
        photos.stream()
            .distinct()
            .filter(p -> data.faces(p).faces().size() > 1 && !asks(rule, data.faces(p)))
            .toList();
    long wrong =
        several.stream().filter(p -> !rule.only(data.faces(p)).equals(data.subject(p))).count();
    return Stream.of(new Proportion(asked, rows.size()), new Proportion(wrong, several.size()))
        .map(p -> share(p))
        .collect(
            java.util.stream.Collectors.collectingAndThen(
                java.util.stream.Collectors.toList(),
                cells -> List.of(rule.name(), cells.get(0), cells.get(1))));
  }

  private static boolean asks(Rule rule, PhotoFaces photo) {
    return photo.faces().size() > 1 && rule.only(photo).isEmpty();
  }
}
