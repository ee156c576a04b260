package mien.cli.consent;

import mien.vault.record.Refusal;

/** Why nothing was kept, and the way to what was wanted. */
final class RefusalWords {

  private static final String NOTHING = "Nothing was computed and nothing kept: ";
  private static final String WAY =
      " 'mien consent release' shows the text to sign, 'mien consent"
          + " give' keeps the signature.";

  private RefusalWords() {}

  static String of(Refusal why) {
    return NOTHING
        + switch (why) {
          case NO_CONSENT -> "no one signed a release." + WAY;
          case CONSENT_WITHDRAWN -> "the release was withdrawn." + WAY;
          case CONSENT_EXPIRED -> "the term of the release is over." + WAY;
          case CONSENT_TO_OTHER_TEXT -> "the release was to a text that is not in force." + WAY;
          case CONSENT_ALTERED ->
              "the release in the database is not the one that was signed: run 'mien vault check'.";
          case ON_HOLD ->
              "a legal hold forbids that what is held is replaced, or that anything is made of it:"
                  + " 'mien consent hold --lift' ends it.";
          case PURPOSE_SATISFIED -> "the purpose of the release is satisfied." + WAY;
          case NOT_DISCLOSED -> "the policy does not disclose that this is kept.";
          case ERASURE_PENDING ->
              "an erasure of this person is still under way: try again in a moment; if it stays so,"
                  + " 'mien consent sweep' says what it waits for.";
          case NOTHING_HELD -> "nothing is held of this person.";
        };
  }
}
