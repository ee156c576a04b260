package mien.vault.subject;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is held of a subject, but for the bytes themselves.
 *
 * @param subjectId the vault's name of it
 * @param safeId the organization's
 * @param createdAt when it was made
 * @param consents every release, the latest first: the latest decides
 * @param consentState what the latest is worth now; none if there is none
 * @param biometricCollection the photograph, or none
 * @param embeddings what embeddings are held
 * @param clocks until when
 * @param legalHold the duty to keep it, if there is one
 */
public record SubjectManifest(
    SubjectId subjectId,
    SafeId safeId,
    Instant createdAt,
    List<Consent> consents,
    Optional<Consent.State> consentState,
    Optional<BiometricCollection> biometricCollection,
    List<EmbeddingFacts> embeddings,
    RetentionClocks clocks,
    Optional<LegalHold> legalHold) {

  /** Copies. */
  public SubjectManifest {
    consents = List.copyOf(consents);
    embeddings = List.copyOf(embeddings);
  }

  /** Never more than the ids. */
  @Override
  public String toString() {
    return "SubjectManifest[" + subjectId + "]";
  }
}
