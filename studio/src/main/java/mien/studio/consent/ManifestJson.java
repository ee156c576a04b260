package mien.studio.consent;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import mien.json.Json;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Classifications;
import mien.vault.subject.Consent;
import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.LegalHold;
import mien.vault.subject.RetentionClocks;
import mien.vault.subject.SubjectManifest;

/**
 * The manifest as JSON, in two forms: the one for staff, and the one for everything that leaves the
 * house, which never has classifications.
 */
final class ManifestJson {

  private ManifestJson() {}

  /** Who reads it. */
  enum Reader {
    /** Staff with a key: classifications are shown, where a policy discloses them. */
    STAFF,
    /** Those to whom the person gives their copy: no classifications. */
    ANYONE
  }

  /** Writes all members. */
  static void write(Json out, SubjectManifest manifest, Instant now, Reader reader) {
    out.text("subject_id", manifest.subjectId().value())
        .text("safe_id", manifest.safeId().value())
        .text("created_at", manifest.createdAt().toString());
    orNull(out, "consent_state", manifest.consentState().map(ManifestJson::word));
    out.array(
        "consents",
        all -> manifest.consents().forEach(one -> all.inArray(o -> consent(o, one, now))));
    Optional<BiometricCollection> held = manifest.biometricCollection();
    if (held.isPresent()) {
      out.object("biometric_collection", o -> collection(o, held.get(), reader));
    } else {
      out.unknown("biometric_collection");
    }
    out.array(
        "embeddings",
        all -> manifest.embeddings().forEach(one -> all.inArray(o -> embedding(o, one))));
    out.object("clocks", o -> clocks(o, manifest.clocks()));
    hold(out, manifest.legalHold());
  }

  /** Writes one release. */
  static void consent(Json out, Consent consent, Instant now) {
    out.text("id", consent.id())
        .text("template", consent.template().value())
        .text("text_hash", consent.textHash().hex())
        .text("purpose", consent.purpose().value())
        .text("given_at", consent.givenAt().toString())
        .text("expires_at", consent.expiresAt().toString());
    orNull(out, "withdrawn_at", consent.withdrawnAt().map(Instant::toString));
    out.text("state", word(consent.state(now)))
        .text("signer", consent.signer())
        .text("capacity", consent.capacity().word())
        .text("method", consent.method().word())
        .text("evidence_hash", consent.evidenceHash().hex());
  }

  /** Writes what is held. */
  static void collection(Json out, BiometricCollection held, Reader reader) {
    BiometricCollection.Facts facts = held.facts();
    out.text("data_path", facts.dataPath())
        .text("template_hash", facts.templateHash().hex())
        .whole("photo_bytes", facts.photoBytes())
        .text("collected_at", facts.collectedAt().toString())
        .text("consent_version", facts.consentVersion().value());
    if (held instanceof BiometricCollection.Classified(_, Classifications guesses)
        && reader == Reader.STAFF) {
      out.object(
          "classifications",
          o -> {
            o.text("provider", guesses.provider());
            pairs(o, "values", guesses.values());
            pairs(o, "provenance", guesses.provenance());
          });
    } else if (reader == Reader.STAFF) {
      out.unknown("classifications");
    }
  }

  private static void embedding(Json out, EmbeddingFacts facts) {
    out.text("id", facts.id())
        .text("usage", facts.usage().word())
        .text("model", facts.model().value())
        .text("normalisation", facts.normalisation())
        .whole("schema_version", facts.schemaVersion())
        .text("created_at", facts.createdAt().toString());
  }

  private static void clocks(Json out, RetentionClocks clocks) {
    out.text("last_interaction", clocks.lastInteraction().toString());
    orNull(out, "purpose_satisfied", clocks.purposeSatisfied().map(Instant::toString));
    orNull(out, "biometric_due", clocks.biometric().map(due -> due.at().toString()));
    orNull(out, "biometric_cause", clocks.biometric().map(due -> word(due.cause())));
    orNull(out, "general_due", clocks.general().map(Instant::toString));
  }

  /** Writes a hold, or null. */
  static void hold(Json out, Optional<LegalHold> hold) {
    if (hold.isEmpty()) {
      out.unknown("legal_hold");
      return;
    }
    out.object(
        "legal_hold",
        o ->
            o.text("placed_at", hold.get().placedAt().toString())
                .text("reason", hold.get().reason()));
  }

  /** Names and values, in the order of the names. */
  static void pairs(Json out, String name, SortedMap<String, String> map) {
    out.array(
        name,
        all ->
            map.forEach(
                (key, value) -> all.inArray(o -> o.text("name", key).text("value", value))));
  }

  /** A text, or null. */
  static void orNull(Json out, String name, Optional<String> text) {
    if (text.isPresent()) {
      out.text(name, text.get());
    } else {
      out.unknown(name);
    }
  }

  /** A constant as JSON has it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
