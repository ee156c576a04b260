package mien.vault.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import mien.core.MienException;
import org.junit.jupiter.api.Test;

/** What is sealed opens with its key in its context, and nowhere else. */
class SealingKeyTest {

  private final SecureRandom random = new SecureRandom();
  private final SealingKey key = SealingKey.draw(random);

  @Test
  void whateverIsSealedComesBack() {
    Random lengths = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] plain = new byte[i < 40 ? i : lengths.nextInt(100_000)];
      lengths.nextBytes(plain);
      byte[] sealed = key.seal(plain, "file|a|b", random);
      assertThat(sealed).hasSize(plain.length + SealingKey.OVERHEAD);
      assertThat(key.open(sealed, "file|a|b")).isEqualTo(plain);
    }
  }

  @Test
  void twiceTheSameIsNotTheSame() {
    byte[] plain = new byte[100];
    assertThat(key.seal(plain, "x", random)).isNotEqualTo(key.seal(plain, "x", random));
  }

  @Test
  void everyChangedBitIsNoticed() {
    byte[] sealed = key.seal("face".getBytes(StandardCharsets.US_ASCII), "file|a|b", random);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      refused(changed, "file|a|b", key);
    }
    for (int length = 0; length < sealed.length; length++) {
      refused(Arrays.copyOf(sealed, length), "file|a|b", key);
    }
    refused(sealed, "file|a|c", key);
    refused(sealed, "file|a|b", SealingKey.draw(random));
  }

  private static void refused(byte[] sealed, String context, SealingKey key) {
    assertThatThrownBy(() -> key.open(sealed, context))
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.code()).isEqualTo("vault.unsealable");
              assertThat(e).hasMessageContaining("file").hasMessageNotContaining("|");
            });
  }

  /** Made with Python's hashlib.pbkdf2_hmac('sha256', b'Password-of-length', b'NaCl', 1000, 32). */
  @Test
  void aPassphraseGivesTheKeyOfTheStandard() {
    SealingKey derived =
        MasterKeys.passphrase(
            "Password-of-length".toCharArray(), "NaCl".getBytes(StandardCharsets.US_ASCII), 1000);
    byte[] message = derived.authenticate("x");
    SealingKey twin = SealingKey.of(HexFormat.of().parseHex(EXPECTED));
    assertThat(twin.authenticate("x")).isEqualTo(message);
  }

  private static final String EXPECTED =
      "8ca3bbb7417098b68d645a550e651f818d25beab43ebb4185b13c31d392e7027";

  @Test
  void aKeyIsNeverShown() {
    assertThat(key).hasToString("SealingKey");
  }
}
