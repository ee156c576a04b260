package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import mien.json.JsonText;

/** An answer of a {@link TestDesk}, already held against the document. */
record Told(int status, String type, byte[] bytes) {

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> json() {
    return (Map<String, Object>) JsonText.read(text());
  }

  Told is(int wanted) {
    assertThat(status).as("the answer %s", text()).isEqualTo(wanted);
    return this;
  }

  /** A problem with that status and code. */
  Told refuses(int wanted, String code) {
    is(wanted);
    assertThat(type).isEqualTo("application/problem+json");
    assertThat(json()).containsEntry("code", code);
    return this;
  }

  /** A member of a member. */
  Object at(String... names) {
    Object at = json();
    for (String name : names) {
      assertThat(at).isInstanceOf(Map.class);
      at = ((Map<?, ?>) at).get(name);
    }
    return at;
  }
}
