package mien.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

  @Test
  void itIsThePropertyElseXdgElseHome() {
    Map<String, String> both = Map.of("XDG_CACHE_HOME", "/xdg", "HOME", "/home/x");
    assertThat(CacheFolder.of("/own", both, "/root")).contains("/own");
    assertThat(CacheFolder.of(" ", both, "/root")).contains("/xdg/mien");
    assertThat(CacheFolder.of("", Map.of("XDG_CACHE_HOME", "xdg", "HOME", "/home/x"), "/root"))
        .contains("/home/x/.cache/mien");
    assertThat(CacheFolder.of("", Map.of("USERPROFILE", "C:\\Users\\x"), "?"))
        .contains("C:\\Users\\x/.cache/mien");
    assertThat(CacheFolder.of("", Map.of(), "/root")).contains("/root/.cache/mien");
  }

  @Test
  void whereNoHomeIsKnownThereIsNone() {
    assertThat(CacheFolder.of("", Map.of(), "?")).isEmpty();
    assertThat(CacheFolder.of("", Map.of("HOME", ""), "")).isEmpty();
  }
}
