package mien.bench.accuracy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mien.core.face.CosineSimilarity;

/**
 * The pairs of one person in LFW's View 2. The errata that LFW's authors published (pairs labeled
 * same that show two people) are left out: they would be the floor of the curve.
 *
 * @param rows of {@code pairs.csv}
 * @param errata how many were left out
 */
record GenuinePairs(List<Map<String, String>> rows, int errata) {

  static GenuinePairs of(LabeledPhotos data) throws IOException {
    List<Map<String, String>> same =
        data.labels("pairs.csv").stream()
            .filter(row -> VerificationPart.lfw(row) && "1".equals(row.get("same")))
            .toList();
    List<Map<String, String>> right =
        same.stream().filter(row -> !row.getOrDefault("note", "").contains("errata")).toList();
    return new GenuinePairs(right, same.size() - right.size());
  }

  /** The scores of the pairs in which both faces were found, rising. */
  double[] scores(LabeledPhotos data) {
    double[] scores =
        rows.stream()
            .flatMap(
                row ->
                    VerificationPart.embedding(data, row.getOrDefault("image_a", ""))
                        .flatMap(
                            a ->
                                VerificationPart.embedding(data, row.getOrDefault("image_b", ""))
                                    .map(b -> CosineSimilarity.between(a, b)))
                        .stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    Arrays.sort(scores);
    return scores;
  }
}
