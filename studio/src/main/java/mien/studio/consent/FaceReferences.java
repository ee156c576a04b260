package mien.studio.consent;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import mien.core.MienException;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.engine.AnalyzedFace;
import mien.engine.OnlyFace.NoFace;
import mien.engine.OnlyFace.OneFace;
import mien.engine.OnlyFace.Several;
import mien.engine.fault.EngineFault;
import mien.studio.http.Answer;
import mien.vault.policy.Disclosed;
import mien.vault.record.KeepOutcome;
import mien.vault.record.References;
import mien.vault.record.References.Unusable;
import mien.vault.record.References.Why;
import mien.vault.record.Refusal;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;

/**
 * Embeddings of stored photos: made when a photo is kept, and compared with, where the policy
 * discloses that. Comparing looks at every reference of the one subject, whatever the first ones
 * score: the time tells nothing about them.
 */
final class FaceReferences {

  private static final System.Logger LOG = System.getLogger(FaceReferences.class.getName());

  private static final String NOT_DISCLOSED =
      "The policy does not disclose that a face template is kept.";

  private static final String NO_FACE = "No face was found in the photo.";
  private static final String SEVERAL_FACES = "Several faces were found in the photo.";

  private final ConsentDesk desk;
  private final Clerk clerk;

  FaceReferences(ConsentDesk desk, Clerk clerk) {
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
    Looked looked = look(desk.faces().get(), photo);
    return looked.embedding().isPresent()
        ? keep(id, looked.embedding().get())
        : Optional.of(looked.why());
  }

  /** What came of looking at a stored photo: an embedding, or why there is none. */
  private record Looked(Optional<Embedding> embedding, String why) {

    static Looked none(String why) {
      return new Looked(Optional.empty(), why);
    }
  }

  private static Looked look(FaceReader faces, byte[] photo) {
    try {
      return switch (faces.read(photo)) {
        case NoFace _ -> Looked.none(NO_FACE);
        case Several _ -> Looked.none(SEVERAL_FACES);
        case OneFace(AnalyzedFace face) -> new Looked(face.embedding(), NO_FACE);
      };
    } catch (MienException e) {
      // The photo is kept all the same: no one should have to take it again.
      LOG.log(System.Logger.Level.WARNING, "no face template was made: {0}", e.code());
      return Looked.none("The face could not be looked at (" + e.code() + ").");
    }
  }

  /** Makes the reference again from the photo that is held. */
  Answer again(SubjectId id) {
    requireDisclosed();
    FaceReader faces = reader();
    AtomicReference<Looked> looked = new AtomicReference<>(Looked.none(""));
    Optional<KeepOutcome> outcome =
        clerk
            .officer()
            .remakeReference(
                id,
                photo -> {
                  looked.set(look(faces, photo));
                  return looked.get().embedding();
                });
    if (outcome.isPresent() && outcome.get() instanceof KeepOutcome.Refused(Refusal why)) {
      throw why == Refusal.NOTHING_HELD
          ? ConsentWords.nothingHeld()
          : ConsentWords.refused(why, clerk.vault().policy());
    }
    Optional<String> why = outcome.isPresent() ? Optional.empty() : Optional.of(looked.get().why());
    return Answer.json(
        new PhotoAnswer.Remade(PhotoAnswer.KeptTemplate.unless(why), faces.model().value()));
  }

  private FaceReader reader() {
    return desk.faces()
        .orElseThrow(
            () ->
                new MienException(
                    EngineFault.MODEL_MISSING,
                    "no model that sees faces is here; 'mien doctor' tells more"));
  }

  private Optional<String> keep(SubjectId id, Embedding embedding) {
    return switch (clerk.officer().keepEmbedding(id, EmbeddingUse.REFERENCE, embedding)) {
      case KeepOutcome.Kept _ -> Optional.empty();
      case KeepOutcome.Refused(Refusal why) ->
          Optional.ofNullable(ConsentWords.refused(why, clerk.vault().policy()).getMessage());
    };
  }

  /** Compares a photo with every reference of a subject. */
  Answer compare(SubjectId id, byte[] photo) {
    FaceReader faces = reader();
    if (clerk.viewer().manifest(id).isEmpty()) {
      throw ConsentWords.unknown();
    }
    Embedding probe =
        switch (faces.read(photo)) {
          case NoFace _ -> throw new MienException(EngineFault.FACE_NONE, NO_FACE);
          case Several _ -> throw new MienException(EngineFault.FACE_SEVERAL, SEVERAL_FACES);
          case OneFace(AnalyzedFace face) ->
              face.embedding().orElseThrow(() -> new MienException(EngineFault.FACE_NONE, NO_FACE));
        };
    References there = clerk.viewer().references(id, faces.model());
    double best = Double.NEGATIVE_INFINITY;
    for (References.Reference reference : there.usable()) {
      best = Math.max(best, CosineSimilarity.between(probe, reference.embedding()));
    }
    return answer(faces, there, best);
  }

  private static Answer answer(FaceReader faces, References there, double best) {
    boolean nothing = there.usable().isEmpty();
    PhotoAnswer.Decision decision =
        nothing
            ? PhotoAnswer.Decision.NOTHING_TO_COMPARE
            : best >= faces.threshold()
                ? PhotoAnswer.Decision.MATCH
                : PhotoAnswer.Decision.NO_MATCH;
    return Answer.json(
        new PhotoAnswer.Verified(
            decision,
            nothing ? Optional.empty() : Optional.of(Math.clamp(best, -1.0, 1.0)),
            faces.threshold(),
            faces.model().value(),
            there.usable().size(),
            there.unusable().stream().map(FaceReferences::unusable).toList()));
  }

  /** Named, with the way to mend it: nothing is left out silently. */
  private static PhotoAnswer.Unusable unusable(Unusable one) {
    return switch (one.why()) {
      case Why.OtherModel _ ->
          unusable(one, PhotoAnswer.Cause.OTHER_MODEL, "Another model made it.");
      case Why.OtherSchema(int version) ->
          unusable(one, PhotoAnswer.Cause.OTHER_SCHEMA, "Its bytes are of schema " + version);
      case Why.OtherNormalization _ ->
          unusable(one, PhotoAnswer.Cause.OTHER_NORMALISATION, "It was made otherwise.");
      case Why.NotAllowed _ ->
          unusable(one, PhotoAnswer.Cause.NOT_ALLOWED, "No consent holds: it waits for the sweep.");
      case Why.Damaged _ -> unusable(one, PhotoAnswer.Cause.DAMAGED, "Its bytes were changed.");
    };
  }

  private static PhotoAnswer.Unusable unusable(
      Unusable one, PhotoAnswer.Cause cause, String detail) {
    String route = "POST /api/v1/subjects/" + one.subject().value() + "/embedding";
    return new PhotoAnswer.Unusable(
        one.facts().id(),
        one.facts().model().value(),
        cause,
        detail,
        Optional.of(route).filter(_ -> cause != PhotoAnswer.Cause.NOT_ALLOWED));
  }
}
