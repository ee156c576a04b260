package mien.testkit.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.engine.EngineConfig;
import mien.json.JsonText;
import mien.studio.Studio;
import mien.studio.StudioConfig;
import mien.studio.StudioSlices;
import mien.studio.compare.ComparePlan;
import mien.studio.frame.SlicePlan;
import mien.studio.http.HttpSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A new slice in the list of a running studio, and nothing else touched. */
class NotesSliceTest {

  private final Studio studio = Studio.start(config());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static StudioConfig config() {
    List<SlicePlan> slices =
        new ArrayList<>(StudioSlices.of(ComparePlan.standard(), Optional.empty()));
    slices.add(new NotesPlan(20));
    return StudioConfig.of(
        HttpSettings.loopback(0),
        EngineConfig.of(List.of(Path.of("no-such-folder"))),
        slices,
        "test");
  }

  @AfterEach
  void stop() {
    client.close();
    studio.close();
  }

  private HttpResponse<String> send(String method, String path, String json) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + studio.port() + path))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(HttpResponse<String> answer) {
    return (Map<String, Object>) JsonText.read(answer.body());
  }

  private HttpResponse<String> note(String json) throws Exception {
    return send("POST", "/api/v1/notes", json);
  }

  @Test
  void aNoteIsTakenAsJsonAndAnsweredAsARecord() throws Exception {
    HttpResponse<String> kept = note("{\"text\":\"a b c\"}");
    assertThat(kept.statusCode()).isEqualTo(201);
    assertThat(kept.body()).isEqualTo("{\"index\":0,\"text\":\"a b c\",\"author\":null}");
  }

  @Test
  void whatItRefusesIsAProblemWithItsOwnCode() throws Exception {
    assertThat(json(note("{\"text\":\"" + "x".repeat(21) + "\"}")))
        .containsEntry("code", "notes.too-long");
    assertThat(json(note("{\"text\":7}"))).containsEntry("code", "json.member");
    assertThat(json(note("text=a"))).containsEntry("code", "json.wrong");
    assertThat(json(send("GET", "/api/v1/notes/jobs/none", "")))
        .containsEntry("code", "job.unknown");
  }

  @Test
  void itsJobIsFollowedByEventsToItsEnd() throws Exception {
    note("{\"text\":\"a b c\"}");
    note("{\"text\":\"d\",\"author\":\"e\"}");
    HttpResponse<String> started = send("POST", "/api/v1/notes/count", "");
    assertThat(started.statusCode()).isEqualTo(202);
    String job = "/api/v1/notes/jobs/" + json(started).get("id");
    HttpResponse<String> events = send("GET", job + "/events", "");
    assertThat(events.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(events.body()).contains("event: job\ndata: {").contains("\"state\":\"done\"");
    assertThat(json(send("GET", job, "")))
        .containsEntry("state", "done")
        .containsEntry("note", "4 words");
    assertThat(json(send("DELETE", job, ""))).containsEntry("state", "done");
  }

  @Test
  void theDocumentOfTheApiHasIt() throws Exception {
    assertThat(send("GET", "/openapi.json", "").body())
        .contains(
            "/api/v1/notes/jobs/{job}/events", "\"NewNote\":{\"type\":\"object\"", "JobStatus");
  }
}
