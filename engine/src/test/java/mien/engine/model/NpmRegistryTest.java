package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmRegistryTest {

  private static final NpmPackage SCOPED = NpmPackages.FACE_API;
  private static final NpmPackage PLAIN = NpmPackages.FACEPLUGIN;

  @TempDir Path home;

  @Test
  void theScopeGoesBeforeTheVariableAndThatBeforeTheFile() throws Exception {
    Files.writeString(
        home.resolve(".npmrc"),
        """
        # the user's own
        //a.example/:_authToken=secret
        registry = "http://a.example"
        @vladmandic:registry=https://b.example/npm
        """);
    assertThat(of(PLAIN, "")).contains(URI.create("http://a.example/"));
    assertThat(of(PLAIN, "https://c.example")).contains(URI.create("https://c.example/"));
    assertThat(of(SCOPED, "https://c.example")).contains(URI.create("https://b.example/npm/"));
  }

  @Test
  void noneIsKnownOfOurOwn() throws Exception {
    assertThat(of(PLAIN, "")).isEmpty();
    assertThat(of(PLAIN, "${REGISTRY}")).isEmpty();
    assertThat(of(PLAIN, "http://a b")).isEmpty();
    assertThat(NpmRegistry.of(PLAIN, Map.of())).isEmpty();
  }

  @Test
  void tarballsHaveTheNamesThatNpmGivesThem() {
    assertThat(SCOPED.tarball()).isEqualTo("vladmandic-face-api-1.7.15.tgz");
    assertThat(SCOPED.registryPath()).isEqualTo("@vladmandic/face-api/-/face-api-1.7.15.tgz");
    assertThat(PLAIN.tarball()).isEqualTo("faceplugin-face-recognition-js-0.0.1.tgz");
  }

  private Optional<URI> of(NpmPackage origin, String variable) {
    return NpmRegistry.of(origin, Map.of("HOME", home.toString(), "NPM_CONFIG_REGISTRY", variable));
  }
}
