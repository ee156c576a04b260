package mien.studio.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import mien.json.Member;
import mien.vault.policy.RetentionSchedule;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Classifications;
import mien.vault.subject.Consent;
import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.LegalHold;
import mien.vault.subject.Release;
import mien.vault.subject.RetentionClocks;
import mien.vault.subject.SubjectManifest;

/**
 * Everything that is held of a subject, but the bytes, as staff read it: with classifications,
 * where a policy discloses them. What leaves the house is a {@link Portable}, which cannot have
 * them.
 */
public record Manifest(
    @Member(flat = true) Person person,
    Optional<Collection> biometricCollection,
    @Member(flat = true) Keeping keeping) {

  /** For staff. */
  public static Manifest of(SubjectManifest manifest, Instant now) {
    return new Manifest(
        Person.of(manifest, now),
        manifest.biometricCollection().map(Collection::of),
        Keeping.of(manifest));
  }

  /** The manifest of a copy that a person takes along: no classifications. */
  public record Portable(
      @Member(flat = true) Person person,
      Optional<Photo> biometricCollection,
      @Member(flat = true) Keeping keeping) {

    static Portable of(SubjectManifest manifest, Instant now) {
      return new Portable(
          Person.of(manifest, now),
          manifest.biometricCollection().map(held -> Photo.of(held.facts())),
          Keeping.of(manifest));
    }
  }

  /** Who, and what was signed. */
  public record Person(
      String subjectId,
      String safeId,
      Instant createdAt,
      Optional<Consent.State> consentState,
      List<Given> consents) {

    static Person of(SubjectManifest manifest, Instant now) {
      return new Person(
          manifest.subjectId().value(),
          manifest.safeId().value(),
          manifest.createdAt(),
          manifest.consentState(),
          manifest.consents().stream().map(one -> Given.of(one, now)).toList());
    }
  }

  /** A release that was signed. */
  public record Given(
      String id,
      @Member("Name and version of the text.") String template,
      @Member("SHA-256 of the text that was shown.") String textHash,
      String purpose,
      Instant givenAt,
      Instant expiresAt,
      Optional<Instant> withdrawnAt,
      Consent.State state,
      @Member("The name under the release.") String signer,
      Release.Capacity capacity,
      Release.Method method,
      @Member("SHA-256 of the kept evidence.") String evidenceHash) {

    /** As it is at that time. */
    public static Given of(Consent consent, Instant now) {
      return new Given(
          consent.id(),
          consent.template().value(),
          consent.textHash().hex(),
          consent.purpose().value(),
          consent.givenAt(),
          consent.expiresAt(),
          consent.withdrawnAt(),
          consent.state(now),
          consent.signer(),
          consent.capacity(),
          consent.method(),
          consent.evidenceHash().hex());
    }
  }

  /** A photo that is kept. */
  public record Photo(
      @Member("Of the sealed file, in the vault's folder.") String dataPath,
      @Member(
              name = "template_hash",
              value = "SHA-256 of the photo as it is kept: without metadata.")
          String photoHash,
      long photoBytes,
      Instant collectedAt,
      @Member("The release it was collected under.") String consentVersion) {

    static Photo of(BiometricCollection.Facts facts) {
      return new Photo(
          facts.dataPath(),
          facts.photoHash().hex(),
          facts.photoBytes(),
          facts.collectedAt(),
          facts.consentVersion().value());
    }
  }

  /** A photo that is kept, and what was guessed from it. */
  public record Collection(@Member(flat = true) Photo photo, Optional<Guesses> classifications) {

    static Collection of(BiometricCollection held) {
      Optional<Guesses> guesses =
          switch (held) {
            case BiometricCollection.Classified(_, Classifications made) ->
                Optional.of(Guesses.of(made));
            case BiometricCollection.Photograph _ -> Optional.empty();
          };
      return new Collection(Photo.of(held.facts()), guesses);
    }
  }

  /** Guesses of a model or a program. */
  public record Guesses(
      String provider,
      @Member(size = {0, 50}) List<Named> values,
      @Member(size = {0, 50}) List<Named> provenance) {

    private static Guesses of(Classifications made) {
      return new Guesses(made.provider(), named(made.values()), named(made.provenance()));
    }

    private static List<Named> named(SortedMap<String, String> map) {
      return map.entrySet().stream().map(one -> new Named(one.getKey(), one.getValue())).toList();
    }
  }

  /** A value with its name. */
  public record Named(String name, String value) {}

  /** What else is kept, and until when. */
  public record Keeping(List<Template> embeddings, Clocks clocks, Optional<Hold> legalHold) {

    static Keeping of(SubjectManifest manifest) {
      return new Keeping(
          manifest.embeddings().stream().map(Template::of).toList(),
          Clocks.of(manifest.clocks()),
          manifest.legalHold().map(Hold::of));
    }
  }

  /** A face template. */
  public record Template(
      String id,
      EmbeddingUse usage,
      @Member("Whose output it is.") String model,
      String normalisation,
      int schemaVersion,
      Instant createdAt) {

    private static Template of(EmbeddingFacts facts) {
      return new Template(
          facts.id(),
          facts.usage(),
          facts.model().value(),
          facts.normalization(),
          facts.schemaVersion(),
          facts.createdAt());
    }
  }

  /** When what is due. */
  public record Clocks(
      Instant lastInteraction,
      Optional<Instant> purposeSatisfied,
      @Member("When the photo must go; null: none is held.") Optional<Instant> biometricDue,
      Optional<RetentionSchedule.Cause> biometricCause,
      @Member("When the whole record goes.") Optional<Instant> generalDue) {

    private static Clocks of(RetentionClocks clocks) {
      return new Clocks(
          clocks.lastInteraction(),
          clocks.purposeSatisfied(),
          clocks.biometric().map(RetentionSchedule.Due::at),
          clocks.biometric().map(RetentionSchedule.Due::cause),
          clocks.general());
    }
  }

  /** A hold that forbids destroying. */
  public record Hold(Instant placedAt, String reason) {

    static Hold of(LegalHold hold) {
      return new Hold(hold.placedAt(), hold.reason());
    }
  }
}
