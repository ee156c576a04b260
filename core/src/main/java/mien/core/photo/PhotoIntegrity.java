package mien.core.photo;

/**
 * How much of its picture a photo's file has data for. Decoders fill in what is missing, mostly
 * with gray, and a face there is no one's.
 */
public sealed interface PhotoIntegrity {

  /** Data for the whole picture. */
  record Whole() implements PhotoIntegrity {}

  /**
   * The data end early.
   *
   * @param missingPercent rows without data, in percent of all rows, 1 to 100
   */
  record Cut(int missingPercent) implements PhotoIntegrity {

    /** Checks. */
    public Cut {
      if (missingPercent < 1 || missingPercent > 100) {
        throw new IllegalArgumentException(
            "missingPercent must be from 1 to 100, but was " + missingPercent);
      }
    }
  }

  /** Data are missing or damaged; how much of the picture that costs is not known. */
  record Damaged() implements PhotoIntegrity {}

  /**
   * Of a picture whose data end in a row.
   *
   * @param row the first row, or row of blocks, that is not there as a whole, from 0
   * @param rows all of them, more than {@code row}
   */
  static PhotoIntegrity cutAt(int row, int rows) {
    return new Cut(Math.clamp(Math.round(100.0 * (rows - row) / rows), 1, 100));
  }

  /** {@link Whole} or {@link Damaged}. */
  static PhotoIntegrity of(boolean whole) {
    return whole ? new Whole() : new Damaged();
  }

  /** Whether part of the picture is made up. */
  default boolean incomplete() {
    return switch (this) {
      case Whole _ -> false;
      case Cut _, Damaged _ -> true;
    };
  }

  /** For a sentence that begins with the photo: {@code cut off: 34 % of the picture is missing}. */
  default String description() {
    return switch (this) {
      case Whole _ -> "complete";
      case Cut(int percent) -> "cut off: " + percent + " % of the picture is missing";
      case Damaged _ -> "cut off or damaged: part of the picture is missing";
    };
  }
}
