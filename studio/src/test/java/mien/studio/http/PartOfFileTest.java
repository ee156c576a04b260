package mien.studio.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with an entity tag: what is there already is not sent again, and parts are sent alone. */
class PartOfFileTest {

  private static final Answer FILE =
      new Answer(200, "image/jpeg", "0123456789".getBytes(StandardCharsets.US_ASCII), Map.of())
          .tagged("t-1");

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.US_ASCII);
  }

  @Test
  void aClientThatHasItIsToldSo() {
    assertThat(PartOfFile.of(FILE, "\"t-1\"", null, null).status()).isEqualTo(304);
    assertThat(PartOfFile.of(FILE, "*", null, null).status()).isEqualTo(304);
    Answer other = PartOfFile.of(FILE, "\"t-2\"", null, null);
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.headers()).containsEntry("Accept-Ranges", "bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 206, 0123, bytes 0-3/10",
    "bytes=8-, 206, 89, bytes 8-9/10",
    "bytes=-2, 206, 89, bytes 8-9/10",
    "bytes=5-99, 206, 56789, bytes 5-9/10",
    "bytes=-99, 206, 0123456789, bytes 0-9/10",
    "bytes=10-, 416, '', bytes */10",
    "bytes=-0, 416, '', bytes */10",
    "bytes=4-2, 200, 0123456789,",
    "bytes=-, 200, 0123456789,",
    "'bytes=0-1,4-5', 200, 0123456789,",
    "lines=0-3, 200, 0123456789,"
  })
  void oneRangeIsSentAlone(String range, int status, String body, String told) {
    Answer part = PartOfFile.of(FILE, null, range, null);
    assertThat(part.status()).isEqualTo(status);
    assertThat(text(part)).isEqualTo(body);
    assertThat(part.headers().get("Content-Range")).isEqualTo(told);
  }

  @Test
  void aRangeOfAnOlderFileIsAnsweredWithAllOfTheNewOne() {
    assertThat(PartOfFile.of(FILE, null, "bytes=0-3", "\"t-0\"").status()).isEqualTo(200);
    assertThat(PartOfFile.of(FILE, null, "bytes=0-3", "\"t-1\"").status()).isEqualTo(206);
  }

  @Test
  void anAnswerWithoutATagStaysAsItIs() {
    Answer plain = new Answer(200, "text/plain", new byte[4], Map.of());
    assertThat(PartOfFile.of(plain, "*", "bytes=0-1", null)).isSameAs(plain);
  }
}
