package mien.studio.consent;

import mien.json.Schema;

/** The forms that the desk takes: texts and files. */
final class ConsentForms {

  static final Schema.Fields SUBJECT =
      Schema.fields().and("safe_id", Schema.text("A staff or case number; never a name."));

  static final Schema.Fields CONSENT =
      Schema.fields()
          .and("text_hash", Schema.text("Of the release that was shown."))
          .and("purpose", Schema.text("One of the release's."))
          .and("signer", Schema.text("Name of who signs; 1 to 200 characters."))
          .and("method", Schema.word("typed", "drawn", "paper"))
          .maybe("capacity", Schema.word("subject", "representative"))
          .maybe("signature", Schema.text("The typed name; with typed."))
          .maybe("evidence", new Schema.File("The drawing or the scan; with drawn and paper."));

  static final Schema.Fields PHOTO =
      Schema.fields().and("photo", new Schema.File("jpg, jpeg, png or webp; 10 MB at most."));

  static final Schema.Fields HOLD =
      Schema.fields().and("reason", Schema.text("1 to 500 characters; sealed at rest."));

  private ConsentForms() {}
}
