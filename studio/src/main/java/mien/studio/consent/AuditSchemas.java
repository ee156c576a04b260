package mien.studio.consent;

import mien.json.Schema;
import mien.json.Schema.Array;
import mien.json.Schema.Flag;
import mien.json.Schema.OrNull;
import mien.json.Schema.Whole;

/** What answers about the log and the desk itself look like. */
final class AuditSchemas {

  private static final int PAGE = 1000;

  /** Hashes of a path: one a level, and a tree of 2^63 leaves has 63 levels. */
  private static final int LEVELS = 128;

  static final Schema CHECK =
      Schema.fields()
          .and("state", Schema.word("sound", "broken", "unchecked"))
          .and("verdict", ConsentSchemas.orText("The line that the shell verifier prints too."))
          .and("meaning", ConsentSchemas.orText("In words."))
          .and("checked_at", ConsentSchemas.orText(""))
          .and("signatures", new OrNull(Schema.word("newest", "all")))
          .and("anchored", new Flag("Whether heads kept elsewhere were compared."));

  static final Schema HEAD =
      Schema.fields()
          .and("size", new Whole("Leaves."))
          .and("root", Schema.text(""))
          .and("time", Schema.text(""))
          .and("key", Schema.text("Id of the key that signed."))
          .and("signature", Schema.text("Ed25519, base64."));

  static final Schema LEAF =
      Schema.fields()
          .and("index", new Whole(""))
          .and("action", Schema.text(""))
          .and("actor", Schema.text("Role and key id."))
          .and("at", Schema.text(""))
          .and("pseudonym", ConsentSchemas.orText("Null: about no one."))
          .and("facts", ConsentSchemas.PAIRS)
          .and("content", Schema.text("The very bytes that are hashed."));

  static final Schema LOG =
      Schema.fields()
          .and("size", new Whole("Leaves."))
          .and("head", new OrNull(HEAD))
          .and("check", CHECK)
          .and("public_key", Schema.text("PEM."))
          .and("leaves", new Array(LEAF, 0, PAGE))
          .and("next", new OrNull(new Whole("Give it as 'from'; null: there are no more.")));

  static final Schema HEADS =
      Schema.fields()
          .and("heads", new Array(HEAD, 0, PAGE))
          .and("next", new OrNull(new Whole("Give it as 'from'; null: there are no more.")));

  private static final Schema PATH = new Array(Schema.text(""), 0, LEVELS);

  static final Schema INCLUSION =
      Schema.fields()
          .and("leaf", new Whole(""))
          .and("size", new Whole("Of the head."))
          .and("content", Schema.text("Of the leaf."))
          .and("leaf_hash", Schema.text("SHA-256 of a zero byte and the content."))
          .and("path", PATH)
          .and("head", HEAD);

  static final Schema CONSISTENCY =
      Schema.fields()
          .and("first", new Whole("Leaves of the older head."))
          .and("second", new Whole("Leaves of the newer head."))
          .and("path", PATH)
          .and("first_head", HEAD)
          .and("second_head", HEAD);

  private static final Schema ROUND =
      Schema.fields()
          .and("at", Schema.text(""))
          .and("done", new Flag("Whether all that was due was destroyed."))
          .and("code", ConsentSchemas.orText("Of the fault."))
          .and("meaning", ConsentSchemas.orText("In words."));

  static final Schema DESK =
      Schema.fields()
          .and(
              "actor",
              Schema.fields()
                  .and("role", Schema.word("viewer", "officer", "admin"))
                  .and("id", Schema.text("Of the key.")))
          .and("pack", Schema.text("The policy."))
          .and("organisation", ConsentSchemas.ORGANISATION)
          .and("keeps", ConsentSchemas.KEEPS)
          .and("release_needed", new Flag("Whether a photo needs a signed release."))
          .and("can_compare", new Flag("Whether photos are compared with stored data."))
          .and("check", CHECK)
          .and("last_sweep", new OrNull(ROUND))
          .and("next_sweep_at", Schema.text(""));

  private AuditSchemas() {}
}
