package mien.studio.consent;

import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.studio.http.Answer;
import mien.studio.json.Json;
import mien.vault.Disclosed;
import mien.vault.EmbeddingFacts;
import mien.vault.EmbeddingUse;
import mien.vault.KeepOutcome;
import mien.vault.References.Unusable;
import mien.vault.References.Why;
import mien.vault.Refusal;
import mien.vault.SubjectId;
import mien.vault.SubjectManifest;

/**
 * Embeddings of stored photos: made when a photo is kept, and compared with, where the policy
 * discloses that. Comparing looks at every reference of the one subject, whatever the first ones
 * score: the time tells nothing about them.
 */
final class References {

  private static final System.Logger LOG = System.getLogger(References.class.getName());

  private static final String NOT_DISCLOSED =
      "The policy does not disclose that a face template is kept.";

  private final ConsentDesk desk;
  private final Clerk clerk;

  References(ConsentDesk desk, Clerk clerk) {
    this.desk = desk;
    this.clerk = clerk;
  }

  private boolean disclosed() {
    return clerk.vault().policy().keeps().contains(Disclosed.EMBEDDINGS);
  }

  /** Refuses under a policy that keeps nothing derived. */
  void requireDisclosed() {
    if (!disclosed()) {
      throw ConsentWords.notDisclosed(clerk.vault().policy());
    }
  }

  /** Makes the reference of a photo that was just kept; why not, if it could not be. */
  Optional<String> keep(SubjectId id, byte[] photo) {
    if (!disclosed()) {
      return Optional.of(NOT_DISCLOSED);
    }
    if (desk.faces().isEmpty()) {
      return Optional.of("No model that sees faces is here: 'mien doctor' tells more.");
    }
    try {
      return switch (desk.faces().get().read(photo)) {
        case FaceReader.Reading.NoFace _ -> Optional.of("No face was found in the photo.");
        case FaceReader.Reading.SeveralFaces _ ->
            Optional.of("Several faces were found in the photo.");
        case FaceReader.Reading.Face(Embedding embedding) -> keep(id, embedding);
      };
    } catch (MienException e) {
      // The photo is kept all the same: nobody should have to take it again.
      LOG.log(System.Logger.Level.WARNING, "no face template was made: {0}", e.code());
      return Optional.of("The face could not be looked at (" + e.code() + ").");
    }
  }

  private Optional<String> keep(SubjectId id, Embedding embedding) {
    List<EmbeddingFacts> earlier =
        clerk
            .vault()
            .manifest(id, clerk.actor())
            .map(SubjectManifest::embeddings)
            .orElse(List.of());
    return switch (clerk
        .vault()
        .keepEmbedding(id, EmbeddingUse.REFERENCE, embedding, clerk.actor())) {
      case KeepOutcome.Kept _ -> {
        // They were made of the photo that this one replaced.
        for (EmbeddingFacts old : earlier) {
          if (old.usage() == EmbeddingUse.REFERENCE) {
            clerk.vault().forgetEmbedding(id, old.id(), clerk.actor());
          }
        }
        yield Optional.empty();
      }
      case KeepOutcome.Refused(Refusal why) ->
          Optional.ofNullable(ConsentWords.refused(why, clerk.vault().policy()).getMessage());
    };
  }

  /** Compares a photo with every reference of a subject. */
  Answer compare(SubjectId id, byte[] photo) {
    FaceReader faces =
        desk.faces()
            .orElseThrow(
                () ->
                    new MienException(
                        MienException.Blame.OPERATOR,
                        "model.missing",
                        "no model that sees faces is here; 'mien doctor' tells more"));
    if (clerk.vault().manifest(id, clerk.actor()).isEmpty()) {
      throw ConsentWords.unknown();
    }
    Embedding probe =
        switch (faces.read(photo)) {
          case FaceReader.Reading.NoFace _ ->
              throw ConsentWords.user("face.none", "No face was found in the photo.");
          case FaceReader.Reading.SeveralFaces _ ->
              throw ConsentWords.user("face.several", "Several faces were found in the photo.");
          case FaceReader.Reading.Face(Embedding embedding) -> embedding;
        };
    mien.vault.References there = clerk.vault().references(id, faces.model(), clerk.actor());
    double best = Double.NEGATIVE_INFINITY;
    for (mien.vault.References.Reference reference : there.usable()) {
      best = Math.max(best, CosineSimilarity.between(probe, reference.embedding()));
    }
    return answer(faces, there, best);
  }

  private static Answer answer(FaceReader faces, mien.vault.References there, double best) {
    boolean nothing = there.usable().isEmpty();
    return Answer.json(
        out -> {
          out.text(
              "decision",
              nothing ? "nothing_to_compare" : best >= faces.threshold() ? "match" : "no_match");
          if (nothing) {
            out.unknown("similarity");
          } else {
            out.exact("similarity", Math.clamp(best, -1, 1));
          }
          out.exact("threshold", faces.threshold())
              .text("model", faces.model().value())
              .whole("compared", there.usable().size());
          out.array(
              "unusable",
              all -> there.unusable().forEach(one -> all.inArray(o -> unusable(o, one))));
        });
  }

  private static void unusable(Json out, Unusable one) {
    String anew = ": make it anew from the photo.";
    out.text("embedding_id", one.facts().id());
    switch (one.why()) {
      case Why.OtherModel _ ->
          out.text("why", "other_model").text("detail", "Another model made it" + anew);
      case Why.OtherSchema(int version) ->
          out.text("why", "other_schema")
              .text("detail", "Its bytes are of schema " + version + anew);
      case Why.OtherNormalisation _ ->
          out.text("why", "other_normalisation").text("detail", "It was made otherwise" + anew);
      case Why.NotAllowed _ ->
          out.text("why", "not_allowed")
              .text("detail", "No consent holds: it waits for the sweep.");
      case Why.Damaged _ ->
          out.text("why", "damaged").text("detail", "Its bytes were changed" + anew);
    }
  }
}
