package mien.vault.subject;

import java.util.Arrays;
import java.util.Locale;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import mien.vault.policy.Purpose;
import mien.vault.policy.Sha256;

/**
 * A written release as a person signs it (740 ILCS 14/10: an electronic signature counts).
 *
 * @param purpose one of the template's
 * @param textHash of the text that was shown, so that no one signs a text that changed meanwhile
 * @param signer the name under the release; 1 to 200 characters
 * @param capacity in whose name
 * @param method how it was signed
 * @param evidence the drawing, the scan or the typed name as UTF-8; 1 byte to 1 MiB, copied
 */
public record Release(
    Purpose purpose,
    Sha256 textHash,
    String signer,
    Capacity capacity,
    Method method,
    byte[] evidence) {

  /** The most evidence that is kept. */
  public static final int MAX_EVIDENCE = 1 << 20;

  /** In whose name a person signs. */
  public enum Capacity {
    /** The person themself. */
    SUBJECT,
    /** A legally authorized representative. */
    REPRESENTATIVE;

    /** As it is stored and shown. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a person signs. */
  public enum Method {
    /** A name typed under the text. */
    TYPED,
    /** A signature drawn on a screen. */
    DRAWN,
    /** On paper; the evidence is a scan. */
    PAPER;

    /** As it is stored and shown. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses an empty name and evidence that is missing or too large. */
  public Release {
    if (signer.isBlank() || signer.length() > 200) {
      throw bad("a signer's name has 1 to 200 characters, but this one had " + signer.length());
    }
    if (evidence.length == 0 || evidence.length > MAX_EVIDENCE) {
      throw bad("evidence has 1 byte to 1 MiB, but this had " + evidence.length + " bytes");
    }
    evidence = evidence.clone();
  }

  private static MienException bad(String rule) {
    return new MienException(
        VaultFault.CONSENT_BAD_RELEASE, "The release cannot be kept: " + rule + ".");
  }

  @Override
  public byte[] evidence() {
    return evidence.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Release that
        && purpose.equals(that.purpose)
        && textHash.equals(that.textHash)
        && signer.equals(that.signer)
        && capacity == that.capacity
        && method == that.method
        && Arrays.equals(evidence, that.evidence);
  }

  @Override
  public int hashCode() {
    return textHash.hashCode() * 31 + Arrays.hashCode(evidence);
  }

  /** Never the signer. */
  @Override
  public String toString() {
    return "Release[" + purpose + ", " + method + "]";
  }
}
