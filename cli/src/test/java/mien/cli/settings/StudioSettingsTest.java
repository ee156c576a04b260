package mien.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code [studio]} and {@code [studio.openai]}. */
class StudioSettingsTest {

  private static StudioSettings read(String toml) {
    return SettingsReader.read(toml, "x").studio();
  }

  @Test
  void everyKeyIsRead() {
    StudioSettings studio =
        read(
            """
            [studio]
            host = "0.0.0.0"
            port = 9000
            api-key-file = "key"
            tls-cert = "c.pem"
            tls-key = "k.pem"
            tls-at-proxy = true
            open = "never"
            threshold = 0.4
            queue = 10
            requests = 20
            patience = "90 s"
            provider = "openai"
            [studio.openai]
            base-url = "https://api.example.org/v1"
            model = "other-model"
            key-file = "openai.key"
            fallback = false
            timeout = "500 ms"
            tries = 2
            threshold = 0.6
            """);
    assertThat(studio.host()).isEqualTo("0.0.0.0");
    assertThat(studio.port()).isEqualTo(9000);
    assertThat(studio.apiKeyFile()).contains(Path.of("key"));
    assertThat(studio.tlsCert()).contains(Path.of("c.pem"));
    assertThat(studio.tlsKey()).contains(Path.of("k.pem"));
    assertThat(studio.tlsAtProxy()).isTrue();
    assertThat(studio.open()).isEqualTo(Settings.Show.NEVER);
    assertThat(studio.threshold()).hasValue(0.4);
    assertThat(studio.queue()).hasValue(10);
    assertThat(studio.requests()).isEqualTo(20);
    assertThat(studio.patience()).isEqualTo(Duration.ofSeconds(90));
    assertThat(studio.provider()).isEqualTo(StudioSettings.Provider.OPENAI);
    StudioSettings.OpenAi openai = studio.openai();
    assertThat(openai.baseUrl()).contains(URI.create("https://api.example.org/v1"));
    assertThat(openai.model()).isEqualTo("other-model");
    assertThat(openai.keyFile()).contains(Path.of("openai.key"));
    assertThat(openai.fallback()).isFalse();
    assertThat(openai.timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(openai.tries()).isEqualTo(2);
    assertThat(openai.threshold()).isEqualTo(0.6);
    assertThat(read("[studio.openai]\nkey-variable = \"VISION_KEY\"\n").openai().keyVariable())
        .contains("VISION_KEY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port = 70000|studio.port must be a whole number from 0 to 65535, but is 70000",
        "host = ''|studio.host must be an address or a name",
        "threshold = 1|studio.threshold must be a number above -1 and below 1, but is 1",
        "threshold = 'half'|studio.threshold must be a number above -1 and below 1",
        "patience = 30|studio.patience must be a time such as '30 s' (ms, s, min), 10 min at most",
        "patience = '0 s'|studio.patience must be a time",
        "patience = '11 min'|studio.patience must be a time",
        "queue = 0|studio.queue must be a whole number from 1",
        "open = 'maybe'|studio.open must be one of auto, always, never, but is 'maybe'",
        "provider = 'cloud'|studio.provider must be one of local, openai, but is 'cloud'",
        "prot = 1|unknown key 'studio.prot'; did you mean 'studio.port'?",
        "openai = 'on'|studio.openai must be a table: [studio.openai]",
      })
  void aWrongValueIsNamedWithItsRule(String line, String problem) {
    assertThatThrownBy(() -> read("[studio]\n" + line + "\n"))
        .hasMessageContaining("line 2: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base-url = 'http://example.org/v1'|studio.openai.base-url must be https://host/path",
        "base-url = 'https://me:secret@example.org/v1'|studio.openai.base-url must be https://",
        "base-url = 'not an address'|studio.openai.base-url must be https://host/path",
        "tries = 11|studio.openai.tries must be a whole number from 1 to 10, but is 11",
        "threshold = 0|studio.openai.threshold must be a number above 0 and below 1, but is 0",
        "timeout = '1 hour'|studio.openai.timeout must be a time",
        "modell = 'x'|unknown key 'studio.openai.modell'; did you mean 'studio.openai.model'?",
      })
  void soInTheTableOfTheOutsideService(String line, String problem) {
    assertThatThrownBy(() -> read("[studio.openai]\n" + line + "\n")).hasMessageContaining(problem);
  }

  @Test
  void twoPlacesForOneKeyAreRefused() {
    assertThatThrownBy(() -> read("[studio.openai]\nkey-file = \"a\"\nkey-variable = \"B\"\n"))
        .hasMessageContaining("line 3: studio.openai.key-variable must be left out");
  }

  @Test
  void aQuotedNameIsNoNestedTable() {
    assertThatThrownBy(() -> read("[\"studio.openai\"]\nfallback = false\n"))
        .hasMessageContaining("unknown table 'studio.openai'");
  }

  @Test
  void timesHaveAUnit() {
    assertThat(TimeSpan.parse("30 s")).contains(Duration.ofSeconds(30));
    assertThat(TimeSpan.parse("250ms")).contains(Duration.ofMillis(250));
    assertThat(TimeSpan.parse("2 min")).contains(Duration.ofMinutes(2));
    for (String wrong : List.of("", "30", "s", "-1 s", "1.5 s", "1 h", "99999999 s")) {
      assertThat(TimeSpan.parse(wrong)).as(wrong).isEmpty();
    }
    for (String text : List.of("30 s", "250 ms", "2 min")) {
      assertThat(TimeSpan.of(TimeSpan.parse(text).orElseThrow())).isEqualTo(text);
    }
  }
}
