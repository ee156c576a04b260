package mien.studio.consent;

import java.util.List;
import java.util.Optional;
import mien.json.Member;

/** What is told of photos that were kept, looked at or compared. */
final class PhotoAnswer {

  private PhotoAnswer() {}

  /** A photo that was just kept. */
  record Kept(
      Manifest.Collection biometricCollection,
      KeptTemplate embedding,
      @Member("Under which id the photo before it was destroyed; null: there was none.")
          Optional<String> replaced) {}

  /** Whether a face template was made. */
  record KeptTemplate(
      @Member("Whether a face template was made and kept.") boolean kept,
      @Member("Why not.") Optional<String> why) {

    /** Made, unless there is a reason why not. */
    static KeptTemplate unless(Optional<String> why) {
      return new KeptTemplate(why.isEmpty(), why);
    }
  }

  /** A face template that was made again. */
  record Remade(KeptTemplate embedding, @Member("That looked at the photo.") String model) {}

  /** Whether a photo shows a subject. */
  record Verified(
      Decision decision,
      @Member(
              value = "The best of all references.",
              within = {-1, 1})
          Optional<Double> similarity,
      @Member(
              value = "Reached by the same person.",
              within = {-1, 1})
          double threshold,
      String model,
      @Member("How many references.") int compared,
      List<Unusable> unusable) {}

  /** In a word. */
  enum Decision {
    MATCH,
    NO_MATCH,
    NOTHING_TO_COMPARE
  }

  /** A reference that was not compared with. */
  record Unusable(
      String embeddingId,
      @Member("That made it.") String model,
      Cause why,
      String detail,
      @Member("The route that makes it again.") Optional<String> remedy) {}

  /** Why not. */
  enum Cause {
    OTHER_MODEL,
    OTHER_SCHEMA,
    OTHER_NORMALISATION,
    NOT_ALLOWED,
    DAMAGED
  }
}
