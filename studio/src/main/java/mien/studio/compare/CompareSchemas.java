package mien.studio.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mien.core.compare.AgeGroup;
import mien.core.compare.Doubt;
import mien.json.Schema;
import mien.studio.http.Problems;

/** What the compare slice takes and gives, for the document of the API and for its tests. */
final class CompareSchemas {

  private static final Schema PHOTO = new Schema.File("jpg, jpeg, png or webp; 10 MB at most.");

  private static final Schema GROUP =
      new Schema.Text(Arrays.stream(AgeGroup.values()).map(AgeGroup::label).toList(), "");

  private static final Schema UNIT = new Schema.Decimal(0, 1, "0 to 1.");

  static final Schema.Fields PLAIN_FORM = Schema.fields().and("image1", PHOTO).and("image2", PHOTO);

  static final Schema.Fields FORM =
      PLAIN_FORM
          .maybe(
              "select",
              new Schema.Text(
                  Arrays.stream(Selection.values()).map(Selection::word).toList(),
                  "Which face of each photo; only is the default."))
          .maybe("source_date", Schema.text("When image1 was taken: 1987-05-31."))
          .maybe("target_date", Schema.text("When image2 was taken."))
          .maybe("source_age", Schema.text("Age in image1 in completed years, if it is known."))
          .maybe("target_age", Schema.text("Age in image2, if it is known."))
          .maybe("face1", Schema.text("The face of image1 that is meant: its index, or 310,205."))
          .maybe("face2", Schema.text("The face of image2 that is meant."));

  private static final Schema.Fields AGES =
      Schema.fields()
          .and("age1", new Schema.Whole("Years."))
          .and("age2", new Schema.Whole("Years."))
          .and("age_group1", GROUP)
          .and("age_group2", GROUP);

  private static final Schema LEFT = new Schema.Flag("A part of a photo was sent elsewhere.");

  private static final Schema WARNING = Schema.text("What to know beside the message.");

  static final Schema PLAIN_ANSWER =
      new Schema.OneOf(
          List.of(
              AGES.and("similarity_score", new Schema.Decimal(-1, 1, "Cosine."))
                  .and("confidence", UNIT)
                  .and("result", Schema.word("same_person", "different_person"))
                  .and("message", Schema.text(""))
                  .maybe("photo_left_machine", LEFT)
                  .maybe("warning", WARNING),
              AGES.and("result", Schema.word("rejected"))
                  .and("message", Schema.text(""))
                  .maybe("photo_left_machine", LEFT)
                  .maybe("warning", WARNING)));

  private static final Schema REASON =
      Schema.fields()
          .and(
              "code",
              new Schema.Text(
                  Stream.concat(
                          Arrays.stream(Doubt.Kind.values()).map(Doubt.Kind::code),
                          Stream.of(CompareWords.AGE_RULE))
                      .toList(),
                  ""))
          .and("message", Schema.text("One sentence."))
          .and("photo", new Schema.OrNull(new Schema.Whole("1 or 2; null for both together.")));

  private static final Schema.Fields RATE =
      Schema.fields()
          .and("rate", UNIT)
          .and("low", UNIT)
          .and("high", UNIT)
          .and("comparisons", new Schema.Whole("Independent ones, behind the rate."))
          .and("calibration", Schema.text("Data set and protocol."));

  private static final Schema GROUP_RATE = RATE.and("group", Schema.text("Of people: women."));

  private static final Schema.Fields WHERE =
      Schema.fields()
          .and("index", new Schema.Whole("For face1 and face2."))
          .and("box", new Schema.Array(Schema.number(""), 4, 4))
          .and("score", UNIT);

  private static final Schema.Fields SIZE =
      Schema.fields()
          .and("width", new Schema.Whole("Pixels, upright."))
          .and("height", new Schema.Whole("Pixels, upright."))
          .and("incomplete", new Schema.Flag("The file ends early or is damaged."))
          .and("faces_left_out", new Schema.Whole("Faces found beyond the limit."));

  static final Schema PLAIN_UNFIT = unfit(Problems.PLAIN);

  static final Schema UNFIT = unfit(Problems.PROBLEM);

  private static final Schema FACE =
      WHERE
          .and(
              "landmarks5",
              new Schema.OrNull(new Schema.Array(new Schema.Array(Schema.number(""), 2, 2), 5, 5)))
          .and("age", new Schema.OrNull(new Schema.Whole("Years.")))
          .and("age_group", new Schema.OrNull(GROUP))
          .and("gender", new Schema.OrNull(Schema.word("female", "male")))
          .and("quality", UNIT)
          .and("eye_distance", Schema.number("Pixels."))
          .and("age_known", new Schema.Flag("The age was given, not guessed."))
          .and("chosen", new Schema.Flag(""));

  private static final Schema PHOTO_SEEN =
      SIZE.and("chosen", new Schema.OrNull(new Schema.Whole("Index into faces.")))
          .and("faces", new Schema.Array(FACE, 0, 1000));

  static final Schema MODEL =
      Schema.fields()
          .and("id", Schema.text(""))
          .and("licence", Schema.text("Of the weights."))
          .and("commercial_use", new Schema.Flag("Whether the licence allows it."));

  static final Schema ANSWER =
      Schema.fields()
          .and("decision", Schema.word("same", "different", "inconclusive", "rejected"))
          .and("reasons", new Schema.Array(REASON, 0, 20))
          .and("similarity", new Schema.OrNull(new Schema.Decimal(-1, 1, "")))
          .and("threshold", new Schema.Decimal(-1, 1, "Reached by the same person."))
          .and("confidence", new Schema.OrNull(UNIT))
          .and("false_match_rate", new Schema.OrNull(RATE))
          .and(
              "false_match_rate_unknown",
              new Schema.OrNull(Schema.text("Why there is no rate; null when there is one.")))
          .and("strangers", new Schema.Array(RATE, 0, 10))
          .and("worst_group", new Schema.OrNull(GROUP_RATE))
          .and("false_non_match_rate", new Schema.OrNull(RATE))
          .and("synthetic", new Schema.Flag("The similarity is a judgment, no measurement."))
          .and("provider", Schema.text("Who judged."))
          .and("photo_left_machine", new Schema.Flag("A part of a photo was sent elsewhere."))
          .and("warning", new Schema.OrNull(Schema.text("")))
          .and("message", Schema.text("One sentence."))
          .and(
              "key_figure",
              new Schema.OrNull(Schema.text("The error that matters for the verdict.")))
          .and("models", new Schema.Array(MODEL, 0, 50))
          .and("photos", new Schema.Array(PHOTO_SEEN, 2, 2));

  private CompareSchemas() {}

  private static Schema unfit(Schema.Fields problem) {
    Schema.Fields meant = problem.and("photo", new Schema.Whole("Which: 1 or 2."));
    Schema.Fields several = meant;
    for (var member : SIZE.members().entrySet()) {
      several = several.and(member.getKey(), member.getValue());
    }
    return new Schema.OneOf(List.of(meant, several.and("faces", new Schema.Array(WHERE, 2, 1000))));
  }
}
