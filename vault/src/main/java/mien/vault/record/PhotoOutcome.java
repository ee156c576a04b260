package mien.vault.record;

/** What came of looking at a photo; looking is in the audit log before the bytes are handed out. */
public sealed interface PhotoOutcome {

  /** The photo. */
  final class Photo implements PhotoOutcome {

    private final byte[] bytes;

    /** Takes the array over. */
    public Photo(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The bytes as they are kept; a copy. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /** None is held. */
  record NothingHeld() implements PhotoOutcome {}
}
