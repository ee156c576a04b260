package mien.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import mien.cli.testing.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

  @TempDir Path folder;

  private Cli.Run run(String... words) {
    return new Cli(folder).run(words);
  }

  private Cli.Run withSettings(String toml) {
    Cli cli = new Cli(folder);
    cli.text("mien.toml", toml);
    return cli.run("--config", "mien.toml", "serve", "--port", "0", "--no-open");
  }

  @Test
  void beyondLoopbackItRefusesAndSaysHow() {
    Cli.Run run = run("serve", "--host", "0.0.0.0", "--port", "0", "--no-open");
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("--api-key-file", "--tls-cert", "--tls-at-proxy");
    Cli.Run fromFile = withSettings("[studio]\nhost = \"0.0.0.0\"\n");
    assertThat(fromFile.status()).isNotZero();
    assertThat(fromFile.err()).contains("--api-key-file", "--tls-cert", "--tls-at-proxy");
  }

  @Test
  void wrongWordsAreNamed() throws Exception {
    assertThat(run("serve", "--port", "70000").err()).contains("--port");
    assertThat(run("serve", "--threshold", "1").err()).contains("--threshold");
    assertThat(run("serve", "--tls-cert", "a.pem").err()).contains("--tls-key");
    Files.writeString(folder.resolve("key"), "short");
    Cli.Run key = run("serve", "--api-key-file", "key");
    assertThat(key.err()).contains("--api-key-file").doesNotContain("short");
    assertThat(key.status()).isEqualTo(2);
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThat(withSettings("[studio]\ntls-key = \"k.pem\"\n").err()).contains("studio.tls-cert");
    assertThat(withSettings("[studio]\napi-key-file = \"none\"\n").err())
        .contains("studio.api-key-file");
    assertThat(withSettings("[studio]\nprovider = \"cloud\"\n").err())
        .contains("studio.provider must be one of local, openai");
  }

  @Test
  void nothingIsSentAnywhereUntilAnAddressIsNamed() {
    Cli.Run run = run("serve", "--face-provider", "openai", "--port", "0", "--no-open");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--openai-url", "[studio.openai]");
    assertThat(withSettings("[studio]\nprovider = \"openai\"\n").err()).contains("--openai-url");
    assertThat(run("serve", "--openai-url", "https://example.org/v1").err())
        .contains("--face-provider openai");
  }

  @Test
  void wrongWordsAboutTheServiceAreNamedAndItsKeyIsNot() {
    String[] openai = {"serve", "--face-provider", "openai", "--openai-url"};
    assertThat(run(with(openai, "http://example.org/v1")).err()).contains("https://host/path");
    assertThat(run(with(openai, "https://example.org/v1", "--openai-timeout", "20")).err())
        .contains("--openai-timeout", "20 s");
    new Cli(folder).text("openai.key", "two words");
    assertThat(run(with(openai, "https://example.org/v1", "--openai-key-file", "openai.key")).err())
        .contains("openai.key")
        .doesNotContain("two words");
    assertThat(
            withSettings(
                    """
                    [studio]
                    provider = "openai"
                    [studio.openai]
                    base-url = "https://example.org/v1"
                    key-variable = "NOT_SET"
                    """)
                .err())
        .contains("NOT_SET");
    assertThat(run("serve", "--face-provider", "cloud").err()).contains("--face-provider");
  }

  private static String[] with(String[] words, String... more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  @Test
  void aVaultBeyondLoopbackNeedsStaffAndEachOfThemAKey() {
    new Cli(folder).text("key", "an-api-key-of-the-test");
    Cli.Run nobody =
        withSettings(
            """
            [studio]
            host = "192.0.2.1"
            api-key-file = "key"
            tls-at-proxy = true
            [vault]
            folder = "v"
            """);
    assertThat(nobody.status()).isNotZero();
    assertThat(nobody.err()).contains("[[vault.staff]]");
    Cli.Run noKey =
        withSettings(
            """
            [vault]
            folder = "v"
            [[vault.staff]]
            id = "guard"
            key-file = "none"
            """);
    assertThat(noKey.status()).isEqualTo(2);
    assertThat(noKey.err()).contains("'guard'", "none");
    Cli.Run missing =
        withSettings("[vault]\nfolder = \"v\"\n[[vault.staff]]\nid = \"a\"\nkey-file = \"s\"\n");
    assertThat(missing.status()).isEqualTo(2);
  }
}
