package mien.vault.record;

import java.util.List;
import mien.core.face.Embedding;
import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.SubjectId;

/**
 * The stored references that a probe may be compared with, and, by name, those that it may not:
 * nothing is left out silently.
 *
 * @param usable of the wanted model, with a consent that holds
 * @param unusable everything else
 */
public record References(List<Reference> usable, List<Unusable> unusable) {

  /** Copies. */
  public References {
    usable = List.copyOf(usable);
    unusable = List.copyOf(unusable);
  }

  /**
   * One reference.
   *
   * @param subject whose it is
   * @param facts which
   * @param embedding the values
   */
  public record Reference(SubjectId subject, EmbeddingFacts facts, Embedding embedding) {}

  /**
   * A reference that is not compared.
   *
   * @param subject whose it is
   * @param facts which
   * @param why why not
   */
  public record Unusable(SubjectId subject, EmbeddingFacts facts, Why why) {}

  /** Why a stored embedding is not compared. */
  public sealed interface Why {

    /** Another model made it: scores would mean nothing. Make it again from the photo. */
    record OtherModel() implements Why {}

    /**
     * Its bytes are of another schema than this program writes. Make it again from the photo.
     *
     * @param version what it has
     */
    record OtherSchema(int version) implements Why {}

    /**
     * Its length was made otherwise. Make it again from the photo.
     *
     * @param normalization what it has
     */
    record OtherNormalization(String normalization) implements Why {}

    /**
     * No consent holds: it waits for the sweep.
     *
     * @param refusal which consent is missing
     */
    record NotAllowed(Refusal refusal) implements Why {}

    /** Its bytes do not open or are no unit vector: they were changed. */
    record Damaged() implements Why {}
  }
}
