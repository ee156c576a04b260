package mien.bench.pipeline;

import static mien.bench.report.Numbers.fixed;
import static mien.bench.report.Numbers.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mien.bench.metrics.Proportion;
import mien.bench.metrics.Sample;
import mien.bench.report.ResultFile;

/**
 * What two sides saw in the same photos.
 *
 * @param name of the comparison
 * @param wanted faces of the second side
 * @param extra faces of the first side that the second did not see
 * @param both faces that both saw
 */
record SameFaces(String name, int wanted, int extra, List<SeenFace.Match> both) {

  /** Compares photo by photo. */
  static SameFaces of(String name, List<List<SeenFace>> first, List<List<SeenFace>> second) {
    List<SeenFace.Match> both = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      SeenFace.match(first.get(i), second.get(i)).stream()
          .flatMap(Optional::stream)
          .forEach(both::add);
    }
    int wanted = second.stream().mapToInt(List::size).sum();
    int seen = first.stream().mapToInt(List::size).sum();
    return new SameFaces(name, wanted, seen - both.size(), both);
  }

  /** One column a comparison. */
  static void table(ResultFile page, List<SameFaces> pairs) {
    List<String> head = new ArrayList<>(List.of("the same faces?"));
    pairs.forEach(pair -> head.add(pair.name));
    page.table(
        head,
        List.of(
            row(
                "of the second's faces, found by the first",
                pairs,
                pair -> ratio(pair.both.size(), pair.wanted)),
            row("found by the first alone", pairs, pair -> "" + pair.extra),
            row("of both's, box overlap at least 0.9", pairs, pair -> pair.overlap(0.9)),
            row("box overlap, median", pairs, pair -> fixed(pair.overlaps().median(), 3)),
            row("of both's, cosine at least 0.99", pairs, pair -> pair.cosine(0.99)),
            row("cosine, median", pairs, pair -> fixed(pair.cosines().median(), 4)),
            row(
                "cosine, lowest twentieth",
                pairs,
                pair -> fixed(pair.cosines().quantile(0.05), 4))));
  }

  private static List<String> row(
      String name, List<SameFaces> pairs, Function<SameFaces, String> cell) {
    List<String> row = new ArrayList<>(List.of(name));
    pairs.forEach(pair -> row.add(cell.apply(pair)));
    return row;
  }

  private String overlap(double least) {
    return ratio(both.stream().filter(match -> match.overlap() >= least).count(), both.size());
  }

  private String cosine(double least) {
    return ratio(both.stream().filter(match -> match.cosine() >= least).count(), both.size());
  }

  private Sample overlaps() {
    return Sample.of(both.stream().map(SeenFace.Match::overlap).toList());
  }

  private Sample cosines() {
    return Sample.of(both.stream().map(SeenFace.Match::cosine).toList());
  }

  private static String ratio(long some, long all) {
    return share(new Proportion(some, all));
  }
}
