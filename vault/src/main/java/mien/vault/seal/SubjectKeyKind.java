package mien.vault.seal;

/** The three keys of a subject; each is destroyed with what it seals. */
public enum SubjectKeyKind {
  /** Seals photos, embeddings and everything else that is biometric. */
  BIOMETRIC("biometric"),
  /** Seals the record of consent: who signed, the evidence, the reason of a hold. */
  RECORD("record"),
  /** Makes the pseudonyms of the audit log. */
  AUDIT("audit");

  private final String word;

  SubjectKeyKind(String word) {
    this.word = word;
  }

  /** As it is stored. */
  public String word() {
    return word;
  }
}
