package mien.studio.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mien.core.MienException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked, and a key that nobody sees. */
class VisionSettingsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.org/v1", "https://api.example.org/v1/", "http://127.0.0.1:8000/v1",
        "http://localhost:11434/v1", "http://[::1]:8000/v1", "HTTPS://api.example.org"
      })
  void safeAddressesAreTaken(String base) {
    VisionSettings settings = settings(base);
    assertThat(settings.completions().toString()).endsWith("/chat/completions");
    assertThat(settings.completions().getPath()).doesNotContain("//");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.org/v1", "http://192.168.1.4:8000/v1", "ftp://127.0.0.1/v1",
        "file:///etc/passwd", "/v1", "https://user:secret@api.example.org/v1",
        "https://api.example.org/v1?key=secret", "https://api.example.org/v1#a", "https:///v1",
        "http://localhost.example.org/v1"
      })
  void addressesThatWouldSendAFaceInTheClearAreRefusedWithoutQuotingSecrets(String base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(base))
        .withMessageContaining("https://")
        .withMessageNotContaining("secret");
  }

  @Test
  void aKeyComesFromAFileOrAVariableAndIsNeverShown() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "  sk-secret \n");
    for (VisionKey key :
        new VisionKey[] {
          VisionKey.ofFile(file), VisionKey.ofEnvironment(Map.of("KEY", "sk-secret"), "KEY")
        }) {
      assertThat(key.authorization()).contains("Bearer sk-secret");
      assertThat(key.toString()).isEqualTo("VisionKey[hidden]");
      VisionSettings settings =
          VisionSettings.of(URI.create("https://api.example.org/v1"), "some-model", key);
      assertThat(settings.toString()).contains("some-model").doesNotContain("sk-secret");
    }
    assertThat(VisionKey.NONE.authorization()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "two keys", "line\nline", "sk-\u00e4", "sk-\u0007"})
  void whatIsNoKeyIsRefusedWithoutBeingQuoted(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), text);
    assertThatThrownBy(() -> VisionKey.ofFile(file))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.blame()).isEqualTo(MienException.Blame.OPERATOR))
        .hasMessageNotContaining("sk-")
        .hasMessageNotContaining("two");
    assertThatThrownBy(() -> VisionKey.ofEnvironment(Map.of("KEY", text), "KEY"))
        .hasMessageContaining("KEY");
  }

  @Test
  void aKeyFileThatIsMissingOrHugeIsRefused() throws IOException {
    assertThatThrownBy(() -> VisionKey.ofFile(folder.resolve("none")))
        .hasMessageContaining("NoSuchFileException");
    Path huge = Files.writeString(folder.resolve("huge"), "k".repeat(5000));
    assertThatThrownBy(() -> VisionKey.ofFile(huge)).hasMessageContaining("4096");
  }

  private static VisionSettings settings(String base) {
    return VisionSettings.of(URI.create(base), VisionSettings.DEFAULT_MODEL, VisionKey.NONE);
  }
}
