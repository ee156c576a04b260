package mien.studio.consent;

import mien.json.Schema;
import mien.json.Schema.Array;
import mien.json.Schema.Fields;
import mien.json.Schema.Flag;
import mien.json.Schema.OrNull;
import mien.json.Schema.Whole;

/** What the desk's answers about people look like; {@link AuditSchemas} has those of the log. */
final class ConsentSchemas {

  private static final int MANY = 1000;

  static final Schema ORGANISATION =
      Schema.fields()
          .and("name", Schema.text("Who keeps the photos."))
          .and("contact", Schema.text("Where a person turns to."));

  static final Schema KEEPS =
      new Array(Schema.word("photograph", "embeddings", "classifications"), 1, 3);

  static final Schema POLICY =
      Schema.fields()
          .and("pack", Schema.text("Its name."))
          .and("version", new Whole("Of the release; 0 where none is needed."))
          .and("schedule", Schema.text("Name and version of the retention schedule."))
          .and("keeps", KEEPS)
          .and("organisation", ORGANISATION)
          .and("text", Schema.text("The published policy; markdown."))
          .and("hash", Schema.text("SHA-256 of the text."))
          .and(
              "release",
              new OrNull(
                  Schema.fields()
                      .and("template", Schema.text("Name and version."))
                      .and("text", Schema.text("What is signed; markdown."))
                      .and("text_hash", Schema.text("Goes back with the signature."))
                      .and("purposes", new Array(Schema.text(""), 1, 20))
                      .and("term", Schema.text("How long it holds; ISO 8601, as P3Y."))));

  static final Schema NEW_SUBJECT =
      Schema.fields()
          .and("subject_id", Schema.text("The vault's own; 32 digits."))
          .and("safe_id", Schema.text("The organisation's."));

  static final Schema SUBJECTS =
      Schema.fields()
          .and(
              "subjects",
              new Array(
                  Schema.fields()
                      .and("subject_id", Schema.text(""))
                      .and("safe_id", Schema.text(""))
                      .and("created_at", Schema.text("")),
                  0,
                  MANY))
          .and("next", orText("Give it as 'after' for the next page; null: there is none."));

  static final Schema CONSENT =
      Schema.fields()
          .and("id", Schema.text(""))
          .and("template", Schema.text("Name and version of the text."))
          .and("text_hash", Schema.text("SHA-256 of the text that was shown."))
          .and("purpose", Schema.text(""))
          .and("given_at", Schema.text(""))
          .and("expires_at", Schema.text(""))
          .and("withdrawn_at", orText(""))
          .and("state", Schema.word("given", "withdrawn", "expired"))
          .and("signer", Schema.text("The name under the release."))
          .and("capacity", Schema.word("subject", "representative"))
          .and("method", Schema.word("typed", "drawn", "paper"))
          .and("evidence_hash", Schema.text("SHA-256 of the kept evidence."));

  static final Schema PAIRS =
      new Array(Schema.fields().and("name", Schema.text("")).and("value", Schema.text("")), 0, 50);

  static final Schema COLLECTION =
      Schema.fields()
          .and("data_path", Schema.text("Of the sealed file, in the vault's folder."))
          .and(
              "template_hash", Schema.text("SHA-256 of the photo as it is kept: without metadata."))
          .and("photo_bytes", new Whole(""))
          .and("collected_at", Schema.text(""))
          .and("consent_version", Schema.text("The release it was collected under."))
          .and(
              "classifications",
              new OrNull(
                  Schema.fields()
                      .and("provider", Schema.text(""))
                      .and("values", PAIRS)
                      .and("provenance", PAIRS)));

  static final Schema HOLD =
      Schema.fields().and("placed_at", Schema.text("")).and("reason", Schema.text(""));

  private static final Schema EMBEDDING =
      Schema.fields()
          .and("id", Schema.text(""))
          .and("usage", Schema.word("reference", "library-face", "login-reference"))
          .and("model", Schema.text("Whose output it is."))
          .and("normalisation", Schema.text(""))
          .and("schema_version", new Whole(""))
          .and("created_at", Schema.text(""));

  private static final Schema CAUSE =
      Schema.word("purpose_satisfied", "consent_withdrawn", "consent_expired", "last_interaction");

  static final Schema MANIFEST =
      Schema.fields()
          .and("subject_id", Schema.text(""))
          .and("safe_id", Schema.text(""))
          .and("created_at", Schema.text(""))
          .and("consent_state", new OrNull(Schema.word("given", "withdrawn", "expired")))
          .and("consents", new Array(CONSENT, 0, MANY))
          .and("biometric_collection", new OrNull(COLLECTION))
          .and("embeddings", new Array(EMBEDDING, 0, MANY))
          .and(
              "clocks",
              Schema.fields()
                  .and("last_interaction", Schema.text(""))
                  .and("purpose_satisfied", orText(""))
                  .and("biometric_due", orText("When the photo must go; null: none is held."))
                  .and("biometric_cause", new OrNull(CAUSE))
                  .and("general_due", orText("When the whole record goes.")))
          .and("legal_hold", new OrNull(HOLD));

  static final Schema RECEIPT =
      Schema.fields()
          .and("id", Schema.text(""))
          .and("text", Schema.text("What was signed: lines of name and value."))
          .and("signature", Schema.text("Ed25519, base64."))
          .and("public_key", Schema.text("PEM."));

  static final Schema ERASURE =
      Schema.fields()
          .and("outcome", Schema.word("erased", "unfinished", "on_hold", "nothing_held"))
          .and("receipt", new OrNull(RECEIPT))
          .and("places", new Array(Schema.text("Where bytes still are."), 0, MANY))
          .and("legal_hold", new OrNull(HOLD));

  static final Schema WITHDRAWAL = Schema.fields().and("erasure", new OrNull(ERASURE));

  private static final Schema KEPT_EMBEDDING =
      Schema.fields()
          .and("kept", new Flag("Whether a face template was made and kept."))
          .and("why", orText("Why not."));

  static final Schema KEPT_PHOTO =
      Schema.fields()
          .and("biometric_collection", COLLECTION)
          .and("embedding", KEPT_EMBEDDING)
          .and(
              "replaced",
              orText("Under which id the photo before it was destroyed; null: there was none."));

  static final Schema SIGNED_TEXT =
      Schema.fields()
          .and("text_hash", Schema.text("SHA-256 of the text."))
          .and("text", Schema.text("What was signed; markdown."));

  static final Schema REMADE =
      Schema.fields()
          .and("embedding", KEPT_EMBEDDING)
          .and("model", Schema.text("That looked at the photo."));

  static final Schema VERIFIED =
      Schema.fields()
          .and("decision", Schema.word("match", "no_match", "nothing_to_compare"))
          .and("similarity", new OrNull(new Schema.Decimal(-1, 1, "The best of all references.")))
          .and("threshold", new Schema.Decimal(-1, 1, "Reached by the same person."))
          .and("model", Schema.text(""))
          .and("compared", new Whole("How many references."))
          .and(
              "unusable",
              new Array(
                  Schema.fields()
                      .and("embedding_id", Schema.text(""))
                      .and("model", Schema.text("That made it."))
                      .and(
                          "why",
                          Schema.word(
                              "other_model",
                              "other_schema",
                              "other_normalisation",
                              "not_allowed",
                              "damaged"))
                      .and("detail", Schema.text(""))
                      .and("remedy", orText("The route that makes it again.")),
                  0,
                  MANY));

  static final Schema SWEEP =
      Schema.fields()
          .and("at", Schema.text(""))
          .and("dry_run", new Flag("Whether nothing was changed."))
          .and(
              "entries",
              new Array(
                  Schema.fields()
                      .and("subject_id", Schema.text(""))
                      .and("scope", Schema.word("biometric", "everything", "derived"))
                      .and(
                          "reason",
                          Schema.word(
                              "request",
                              "consent-withdrawn",
                              "consent-expired",
                              "purpose-satisfied",
                              "retention",
                              "policy"))
                      .and("due_at", Schema.text(""))
                      .and("result", Schema.word("would_erase", "erased", "on_hold", "unfinished")),
                  0,
                  Integer.MAX_VALUE));

  static final Fields SUBJECT_FORM =
      Schema.fields().and("safe_id", Schema.text("A staff or case number; never a name."));

  static final Fields CONSENT_FORM =
      Schema.fields()
          .and("text_hash", Schema.text("Of the release that was shown."))
          .and("purpose", Schema.text("One of the release's."))
          .and("signer", Schema.text("Name of who signs; 1 to 200 characters."))
          .and("method", Schema.word("typed", "drawn", "paper"))
          .maybe("capacity", Schema.word("subject", "representative"))
          .maybe("signature", Schema.text("The typed name; with typed."))
          .maybe("evidence", new Schema.File("The drawing or the scan; with drawn and paper."));

  static final Fields PHOTO_FORM =
      Schema.fields().and("photo", new Schema.File("jpg, jpeg, png or webp; 10 MB at most."));

  static final Fields HOLD_FORM =
      Schema.fields().and("reason", Schema.text("1 to 500 characters; sealed at rest."));

  private ConsentSchemas() {}

  static Schema orText(String note) {
    return new OrNull(Schema.text(note));
  }
}
