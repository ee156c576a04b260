package mien.studio;

import static mien.studio.ScriptedProvider.faces;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import mien.core.MienException;
import mien.core.photo.PhotoFault;
import mien.studio.compare.ExternalFault;
import mien.studio.compare.UnloadedFaceProvider;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every row of the contract's error table, word for word, over real HTTP. */
class ErrorTableTest {

  private static final byte[] PNG = TestStudio.picture("png", 40);

  private final ScriptedProvider provider = new ScriptedProvider();
  private TestStudio studio;

  @BeforeEach
  void start() {
    studio = TestStudio.over(provider);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private void refuses(Form form, int status, String error) {
    HttpResponse<String> answer = studio.post("/compare-faces", form);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void anUnsupportedFormatIsRefusedByItsName() {
    refuses(
        new Form().file("image1", "a.gif", PNG).file("image2", "b.png", PNG),
        400,
        "Unsupported file format: gif. Allowed: jpg, jpeg, png, webp");
    refuses(
        new Form().file("image1", "a.png", PNG).file("image2", "b.BMP", PNG),
        400,
        "Unsupported file format: bmp. Allowed: jpg, jpeg, png, webp");
    assertThat(provider.asked).hasValue(0);
  }

  @Test
  void aFileAboveTheLimitIsRefused() {
    byte[] large = new byte[10 * UploadLimits.MEGABYTE + 1];
    refuses(Form.of(large, PNG), 400, "File size exceeds 10 MB limit");
    refuses(Form.of(PNG, large), 400, "File size exceeds 10 MB limit");
    assertThat(provider.asked).hasValue(0);
  }

  @Test
  void theNameCountsBeforeTheSizeAndTheSizeBeforeTheContent() {
    byte[] largeRubbish = new byte[10 * UploadLimits.MEGABYTE + 1];
    refuses(
        new Form().file("image1", "a.txt", largeRubbish).file("image2", "b.png", PNG),
        400,
        "Unsupported file format: txt. Allowed: jpg, jpeg, png, webp");
    refuses(Form.of(largeRubbish, PNG), 400, "File size exceeds 10 MB limit");
  }

  @Test
  void whatIsNoPictureIsRefused() {
    String error = "Could not decode image. Please upload a valid image file.";
    refuses(Form.of(new byte[] {1, 2, 3}, PNG), 400, error);
    refuses(Form.of(PNG, new byte[0]), 400, error);
    // A GIF by another name: a picture, but none of the allowed ones.
    refuses(Form.of(TestStudio.picture("gif", 40), PNG), 400, error);
    assertThat(provider.asked).hasValue(0);
    provider.find =
        _ -> {
          throw new MienException(PhotoFault.DAMAGED, "cut off in the middle");
        };
    refuses(Form.of(PNG, PNG), 400, error);
  }

  @Test
  void noFace() {
    provider.find = _ -> faces(0, 30);
    unfit("{\"error\":\"No face detected in the image\",\"photo\":1}");
    provider.asked.set(0);
    provider.find = _ -> faces(provider.asked.get() % 2, 30);
    unfit("{\"error\":\"No face detected in the image\",\"photo\":2}");
  }

  @Test
  void severalFaces() {
    provider.asked.set(0);
    provider.find = _ -> faces(provider.asked.get(), 30);
    unfit(
        "{\"error\":\"Multiple faces detected; please upload an image with exactly one face\","
            + "\"photo\":2,\"width\":640,\"height\":480,\"incomplete\":false,"
            + "\"faces_left_out\":0,\"faces\":["
            + "{\"index\":0,\"box\":[50,10,150,110],\"score\":0.9},"
            + "{\"index\":1,\"box\":[200,10,301,111],\"score\":0.9}]}");
  }

  private void unfit(String body) {
    HttpResponse<String> answer = studio.post("/compare-faces", Form.of(PNG, PNG));
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(422);
  }

  @Test
  void modelsThatAreNotLoaded() {
    try (TestStudio without =
        TestStudio.over(new UnloadedFaceProvider("no model is in /srv/secret/models"))) {
      HttpResponse<String> answer = without.post("/compare-faces", Form.of(PNG, PNG));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .isEqualTo("{\"error\":\"AI models are not loaded. Please try again later.\"}");
      // Waiting does not bring models.
      assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
      HttpResponse<String> full = without.post("/api/v1/compare", Form.of(PNG, PNG));
      assertThat(full.statusCode()).isEqualTo(503);
      assertThat(full.headers().firstValue("Retry-After")).isEmpty();
      assertThat(TestStudio.json(full))
          .containsEntry("title", "Unavailable")
          .containsEntry("detail", "Models are missing. Run: mien models pull registry");
      assertThat(TestStudio.json(without.fetch("/health")))
          .isEqualTo(Map.of("status", "ok", "model_loaded", false));
      assertThat(without.fetch("/api/v1/status").body())
          .contains("Models are missing. Run: mien models pull registry")
          .doesNotContain("/srv/secret");
    }
  }

  /** Reducing it is the remedy, and not another file. */
  @Test
  void aPhotoWithTooManyPixelsIsToldSo() {
    provider.find =
        _ -> {
          throw new MienException(
              PhotoFault.TOO_MANY_PIXELS, "a photo has at most 75,000,000 pixels");
        };
    refuses(Form.of(PNG, PNG), 400, "a photo has at most 75,000,000 pixels");
  }

  @Test
  void anotherBodyThanAFormIsToldWhatToSend() {
    HttpResponse<String> answer =
        studio.send(
            HttpRequest.newBuilder(studio.uri("/compare-faces"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"Send multipart/form-data, not application/json.\"}");
  }

  @Test
  void aServiceOutsideThatFails() {
    provider.find =
        _ -> {
          throw ExternalFault.of("it said 500 three times", new IllegalStateException());
        };
    refuses(Form.of(PNG, PNG), 502, "External AI provider error. Falling back or retrying.");
  }

  @Test
  void aFaultOfOursTellsNothingOfItsInside() {
    provider.find =
        _ -> {
          throw new IllegalStateException("secret inside");
        };
    HttpResponse<String> answer = studio.post("/compare-faces", Form.of(PNG, PNG));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void aMissingFileAndAnUnknownField() {
    HttpResponse<String> missing =
        studio.post("/compare-faces", new Form().file("image1", "a.png", PNG));
    assertThat(missing.statusCode()).isEqualTo(400);
    assertThat(missing.body()).contains("image2");
    HttpResponse<String> unknown =
        studio.post("/compare-faces", Form.of(PNG, PNG).text("image3", "x"));
    assertThat(unknown.statusCode()).isEqualTo(400);
  }

  @Test
  void theSameFaultsAreProblemsInTheOtherDialect() {
    HttpResponse<String> answer =
        studio.post(
            "/api/v1/compare",
            new Form().file("image1", "a.gif", PNG).file("image2", "b.png", PNG));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(TestStudio.json(answer))
        .containsEntry("code", "upload.format")
        .containsEntry("type", "urn:mien:problem:upload.format")
        .containsEntry("detail", "Unsupported file format: gif. Allowed: jpg, jpeg, png, webp");
  }
}
