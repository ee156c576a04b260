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

  @Test
  void beyondLoopbackItRefusesAndSaysHow() {
    Cli.Run run = run("serve", "--host", "0.0.0.0", "--port", "0", "--no-open");
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("--api-key-file", "--tls-cert", "--tls-at-proxy");
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
}
