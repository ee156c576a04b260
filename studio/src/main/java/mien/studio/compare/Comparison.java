package mien.studio.compare;

import java.util.List;
import java.util.Optional;
import mien.core.compare.AgeEstimate;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.ScoreErrors;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;

/** What became of comparing two photos. */
public sealed interface Comparison {

  /**
   * A photo without a face.
   *
   * @param photo 1 or 2
   */
  record NoFace(int photo) implements Comparison {}

  /**
   * A photo with several faces, where one was asked for.
   *
   * @param photo 1 or 2
   * @param faces all that were found; {@link ChosenFace} says which one is meant
   */
  record SeveralFaces(int photo, PhotoFaces faces) implements Comparison {}

  /**
   * A decision.
   *
   * @param first photo
   * @param second photo
   * @param decision what
   * @param likeness empty when the age rules forbade to look
   * @param errors what was measured about the score, for as many pairs as were tried
   * @param provider who judged in the end
   * @param photoLeftMachine whether any part of a photo was sent elsewhere
   * @param childNotVouched whether the score reaches the threshold and means nothing, as a child
   *     under 13 is in it
   * @param warnings for the person who asked
   */
  record Decided(
      Side first,
      Side second,
      ComparisonDecision decision,
      Optional<Likeness> likeness,
      ScoreErrors errors,
      String provider,
      boolean photoLeftMachine,
      boolean childNotVouched,
      List<String> warnings)
      implements Comparison {
    /** Copies. */
    public Decided {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * One photo.
   *
   * @param photo everything that was found
   * @param chosen index of the face that was compared
   * @param age of that face: known, or estimated
   * @param ageKnown whether it was given with the request
   */
  record Side(PhotoFaces photo, int chosen, AgeEstimate age, boolean ageKnown) {
    /** The face that was compared. */
    public AnalyzedFace face() {
      return photo.faces().get(chosen);
    }
  }
}
