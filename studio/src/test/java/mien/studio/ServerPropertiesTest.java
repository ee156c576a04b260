package mien.studio;

import static mien.studio.ScriptedProvider.faces;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import mien.core.compare.AgeGroup;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The properties of the specification that the server keeps, each over real HTTP. */
class ServerPropertiesTest {

  private static final int TRIES = 120;
  private static final int SMALL_LIMIT = UploadLimits.MEGABYTE;
  private static final byte[] PNG = TestStudio.picture("png", 24);
  private static final Set<String> ALLOWED = Set.of("jpg", "jpeg", "png", "webp");

  private final ScriptedProvider provider = new ScriptedProvider();
  private TestStudio studio;

  @BeforeEach
  void start() {
    UploadLimits standard = UploadLimits.standard();
    UploadLimits small =
        new UploadLimits(
            SMALL_LIMIT,
            standard.files(),
            standard.parts(),
            standard.headerBytes(),
            standard.textBytes(),
            standard.time(),
            standard.memory());
    studio = TestStudio.over(provider, HttpSettings.loopback(0), small);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  @Test
  @DisplayName("Feature: age-invariant-face-recognition, Property 1: File format validation")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-1:File-format-validation")
  void formatValidation() {
    Random random = new Random(1);
    String[] words = {
      "jpg", "JPEG", "Png", "webp", "gif", "bmp", "tiff", "heic", "txt", "", "jpgx"
    };
    for (int i = 0; i < TRIES; i++) {
      String extension =
          random.nextInt(3) > 0
              ? words[random.nextInt(words.length)]
              : Integer.toString(random.nextInt(100_000), 36);
      String name = (random.nextBoolean() ? "../../etc/x." : "photo.tar.") + extension;
      HttpResponse<String> answer =
          studio.post(
              "/compare-faces", new Form().file("image1", name, PNG).file("image2", "b.png", PNG));
      boolean allowed = ALLOWED.contains(extension.toLowerCase(java.util.Locale.ROOT));
      assertThat(answer.statusCode()).as(name).isEqualTo(allowed ? 200 : 400);
      if (!allowed) {
        assertThat(answer.body())
            .contains(
                "Unsupported file format: "
                    + extension.toLowerCase(java.util.Locale.ROOT)
                    + ". Allowed");
      }
    }
  }

  /** Around the limit, byte by byte: a PNG may be followed by anything, so its size is free. */
  @Test
  @DisplayName("Feature: age-invariant-face-recognition, Property 2: File size validation")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-2:File-size-validation")
  void sizeValidation() {
    Random random = new Random(2);
    for (int i = 0; i < TRIES; i++) {
      int size = SMALL_LIMIT + (i == 0 ? 0 : i == 1 ? 1 : random.nextInt(-40_000, 40_000));
      byte[] padded = java.util.Arrays.copyOf(PNG, size);
      HttpResponse<String> answer = studio.post("/compare-faces", Form.of(PNG, padded));
      assertThat(answer.statusCode())
          .as("%d bytes", size)
          .isEqualTo(size <= SMALL_LIMIT ? 200 : 400);
      if (size > SMALL_LIMIT) {
        assertThat(answer.body()).contains("File size exceeds 1 MB limit");
      }
    }
  }

  @Test
  @DisplayName(
      "Feature: age-invariant-face-recognition, Property 9: Successful comparison response completeness")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-9:Successful-comparison-response-completeness")
  void responseCompletenessAndTypes() {
    Random random = new Random(3);
    for (int i = 0; i < TRIES; i++) {
      int first = random.nextInt(100);
      int second = random.nextInt(100);
      int before = provider.asked.get();
      provider.find = _ -> faces(1, provider.asked.get() - before == 1 ? first : second);
      provider.score = random.nextDouble(-1, 1);
      Map<String, Object> answer =
          TestStudio.json(studio.post("/compare-faces", Form.of(PNG, PNG)));
      assertThat(answer).containsEntry("age1", BigDecimal.valueOf(first));
      assertThat(answer).containsEntry("age2", BigDecimal.valueOf(second));
      assertThat(answer).containsEntry("age_group1", AgeGroup.of(first).label());
      assertThat(answer).containsEntry("age_group2", AgeGroup.of(second).label());
      assertThat(answer.get("message")).isInstanceOf(String.class);
      if (answer.get("result").equals("rejected")) {
        assertThat(answer)
            .containsOnlyKeys("age1", "age2", "age_group1", "age_group2", "result", "message")
            .containsEntry(
                "message", "Cannot reliably compare infant/childhood images with adult images");
        assertThat(Math.min(first, second)).isLessThan(5);
        assertThat(Math.max(first, second)).isGreaterThan(12);
      } else {
        assertThat(answer)
            .containsOnlyKeys(
                "age1",
                "age2",
                "age_group1",
                "age_group2",
                "similarity_score",
                "confidence",
                "result",
                "message");
        assertThat(((BigDecimal) answer.get("similarity_score")).doubleValue())
            .isEqualTo(provider.score);
        assertThat(((BigDecimal) answer.get("confidence")).doubleValue()).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  @DisplayName(
      "Feature: age-invariant-face-recognition, Property 8: Threshold classification consistency")
  @Tag("Feature:age-invariant-face-recognition")
  @Tag("Property-8:Threshold-classification-consistency")
  void thresholdConsistency() {
    Random random = new Random(4);
    for (int i = 0; i < TRIES; i++) {
      provider.score =
          switch (i) {
            case 0 -> 0.35;
            case 1 -> Math.nextDown(0.35);
            default -> random.nextInt(2) == 0 ? random.nextDouble(-1, 1) : 0.35 + 1e-9 * i;
          };
      Map<String, Object> answer =
          TestStudio.json(studio.post("/compare-faces", Form.of(PNG, PNG)));
      double shown = ((BigDecimal) answer.get("similarity_score")).doubleValue();
      assertThat(answer.get("result"))
          .isEqualTo(shown >= 0.35 ? "same_person" : "different_person");
      assertThat(((BigDecimal) answer.get("confidence")).doubleValue())
          .isEqualTo(
              Math.min(Math.abs(shown - 0.35) / 0.65, 1),
              org.assertj.core.api.Assertions.within(1e-12));
    }
  }

  @Test
  void infantRejectionAndRuleSymmetry() {
    Random random = new Random(5);
    for (int i = 0; i < TRIES; i++) {
      int a = random.nextInt(5);
      int b = 13 + random.nextInt(80);
      boolean swap = i % 2 == 1;
      int before = provider.asked.get();
      provider.find = _ -> faces(1, (provider.asked.get() - before == 1) != swap ? a : b);
      assertThat(TestStudio.json(studio.post("/compare-faces", Form.of(PNG, PNG))))
          .containsEntry("result", "rejected");
    }
  }
}
