package mien.studio.compare;

import java.util.Arrays;
import mien.json.Schema;

/** The forms that the compare slice takes: texts and files. */
final class CompareForms {

  private static final Schema PHOTO = new Schema.File("jpg, jpeg, png or webp; 10 MB at most.");

  static final Schema.Fields PLAIN = Schema.fields().and("image1", PHOTO).and("image2", PHOTO);

  static final Schema.Fields FULL =
      PLAIN
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

  private CompareForms() {}
}
