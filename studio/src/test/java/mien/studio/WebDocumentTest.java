package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mien.engine.EngineConfig;
import mien.json.JsonText;
import mien.studio.http.HttpSettings;
import org.junit.jupiter.api.Test;

/** The document that the page's types are made of is the one that the studio serves. */
class WebDocumentTest {

  @Test
  void theFileIsWhatTheShippedStudioServes() throws Exception {
    Path file = SharedFiles.checkout().resolve("web/openapi.json");
    String document = PrettyJson.of(JsonText.read(served())) + "\n";
    if (System.getenv("MIEN_WRITE_EXAMPLES") != null) {
      Files.writeString(file, document);
    }
    assertThat(file)
        .as("if the server is right, MIEN_WRITE_EXAMPLES=1 with this test rewrites the file")
        .hasContent(document);
  }

  private static String served() throws Exception {
    EngineConfig engine = EngineConfig.of(List.of(Path.of("no-such-folder")));
    try (Studio studio =
            Studio.start(StudioSlices.studio(HttpSettings.loopback(0), engine, "test"));
        HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + studio.port() + "/openapi.json");
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
