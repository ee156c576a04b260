package mien.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import mien.cli.command.FacesEngine;
import mien.cli.settings.Settings;
import mien.cli.testing.Cli;
import mien.cli.testing.SyntheticEngine;
import mien.engine.EngineConfig;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.image.PhotoLimits;
import mien.studio.compare.CompareRoutes;
import mien.studio.compare.CompareSettings;
import mien.studio.compare.LocalFaceProvider;
import mien.studio.http.HttpApi;
import mien.studio.http.HttpSettings;
import mien.studio.http.Metrics;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal and the server say the same of the same two photos, to the last digit. */
class OneVerdictTest {

  private static final int PAIRS = 100;

  @TempDir Path folder;

  @Test
  void bothDoorsGiveTheSameAnswerToTheSamePairs() throws Exception {
    CompareSettings settings = Settings.DEFAULT.comparing();
    FacesEngine engine =
        SyntheticEngine.opener(new AtomicInteger())
            .open(LocalFaceProvider.complete(EngineConfig.of(List.of(folder))));
    try (LocalFaceProvider provider =
            LocalFaceProvider.over(new EngineFinder(engine, _ -> "photo"), settings.threshold());
        HttpApi server = server(provider, settings);
        HttpClient client = HttpClient.newHttpClient()) {
      List<String> decisions = new ArrayList<>();
      Random random = new Random(11);
      for (int i = 0; i < PAIRS; i++) {
        Cli cli = new Cli(folder);
        Path a = photo(cli, "a.png", random);
        Path b = photo(cli, "b.png", random);
        String terminal =
            cli.run("compare", "--json", "--select", "all", "a.png", "b.png").out().strip();
        String http = ask(client, server.port(), a, b);
        if (terminal.contains("\"face.none\"")) {
          assertThat(http).contains("\"code\":\"face.none\"");
        } else {
          assertThat(terminal.replace("\"files\":[\"a.png\",\"b.png\"],", "")).isEqualTo(http);
          decisions.add(terminal.replaceAll(".*\"decision\":\"([a-z]+)\".*", "$1"));
        }
      }
      assertThat(decisions).contains("same", "inconclusive");
    }
  }

  /** No face, one or two; light or dark; grown up or a child. */
  private static Path photo(Cli cli, String name, Random random) {
    int faces = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(2);
    return cli.png(name, 100 * faces + 50, random.nextInt(4) == 0 ? 130 : 150, random.nextInt(256));
  }

  private static HttpApi server(LocalFaceProvider provider, CompareSettings settings) {
    CompareRoutes routes =
        new CompareRoutes(
            provider,
            settings.bystanders(),
            provider.threshold(),
            provider.report().models().stream().map(ModelInUse::card).toList(),
            new Metrics());
    return HttpApi.start(
        HttpSettings.loopback(0),
        UploadLimits.standard(),
        PhotoLimits.DEFAULT,
        routes.routes(),
        new Metrics(),
        "test");
  }

  private static String ask(HttpClient client, int port, Path a, Path b)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, "name=\"image1\"; filename=\"a.png\"", Files.readAllBytes(a));
    part(body, "name=\"image2\"; filename=\"b.png\"", Files.readAllBytes(b));
    part(body, "name=\"select\"", "all".getBytes(StandardCharsets.US_ASCII));
    body.writeBytes("--frontier--\r\n".getBytes(StandardCharsets.US_ASCII));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/compare"))
            .header("Content-Type", "multipart/form-data; boundary=frontier")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
    String head = "--frontier\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
