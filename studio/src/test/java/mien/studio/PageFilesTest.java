package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of the page as they are sent; {@code /probe.txt} lies beside them in the tests alone. */
class PageFilesTest {

  private static final String TEXT = "A file of the page, as the build leaves it.\n".repeat(40);

  private final TestStudio studio = TestStudio.over(new ScriptedProvider());

  @AfterEach
  void stop() {
    studio.close();
  }

  private HttpResponse<byte[]> fetch(String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(studio.uri("/probe.txt"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return studio.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String tag(HttpResponse<?> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void theBestCodingThatTheClientTakes() throws Exception {
    HttpResponse<byte[]> plain = fetch();
    assertThat(new String(plain.body(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    HttpResponse<byte[]> gzip = fetch("Accept-Encoding", "deflate, gzip;q=0.5");
    assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(unzipped(gzip.body())).isEqualTo(TEXT);
    assertThat(gzip.headers().firstValue("Content-Length")).hasValue("" + gzip.body().length);
    HttpResponse<byte[]> brotli = fetch("Accept-Encoding", "gzip, deflate, BR");
    assertThat(brotli.headers().firstValue("Content-Encoding")).hasValue("br");
    assertThat(brotli.body().length).isLessThan(TEXT.length() / 4);
    assertThat(fetch("Accept-Encoding", "br;q=0, gzip; q=0.0").headers().map())
        .doesNotContainKey("content-encoding");
    // Each coding is a representation of its own.
    assertThat(java.util.Set.of(tag(plain), tag(gzip), tag(brotli))).hasSize(3);
  }

  @Test
  void whatAClientHasIsNotSentAgain() throws Exception {
    String tag = tag(fetch("Accept-Encoding", "gzip"));
    HttpResponse<byte[]> again =
        fetch("Accept-Encoding", "gzip", "If-None-Match", "\"other\", W/" + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(tag(again)).isEqualTo(tag);
    assertThat(again.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache");
    // The tag of one coding is not that of another.
    assertThat(fetch("If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  private static String unzipped(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
