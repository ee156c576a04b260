package mien.vault.record;

import java.util.Optional;
import mien.vault.subject.Classifications;

/**
 * Makes guesses from a photo, under a policy that discloses them. Called after the answer to an
 * upload was sent; may fail: then classifications stay absent.
 */
public interface ClassificationProvider {

  /** The guesses, or none. Must not keep the photo. Runs on the caller's thread. */
  Optional<Classifications> classify(byte[] photo);
}
