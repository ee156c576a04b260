package mien.vault.subject;

/** What an embedding is kept for. */
public enum EmbeddingUse {
  /** The consent desk's: who is this? */
  REFERENCE("reference"),
  /** A face of a photo library. */
  LIBRARY_FACE("library-face"),
  /** Logging in by face. */
  LOGIN_REFERENCE("login-reference");

  private final String word;

  EmbeddingUse(String word) {
    this.word = word;
  }

  /** As it is stored and shown. */
  public String word() {
    return word;
  }

  /** The use that a stored word stands for. */
  public static EmbeddingUse of(String word) {
    for (EmbeddingUse use : values()) {
      if (use.word.equals(word)) {
        return use;
      }
    }
    throw new IllegalArgumentException("no embedding is used for " + word);
  }
}
