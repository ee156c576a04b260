package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledLibraryTest {

  private static final String RESOURCE =
      BundledLibraryTest.class.getName().replace('.', '/') + ".class";

  @Test
  void aChangedCopyInTheCacheIsReplacedBeforeItIsUsed(@TempDir Path cache)
      throws IOException, CodecRefusal {
    Path file = BundledLibrary.unpacked(RESOURCE, cache);
    byte[] good = Files.readAllBytes(file);
    assertThat(good).startsWith(0xCA, 0xFE, 0xBA, 0xBE);
    Files.write(file, new byte[] {1, 2, 3});
    assertThat(BundledLibrary.unpacked(RESOURCE, cache)).isEqualTo(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(good);
  }

  @Test
  void nothingButTheLibraryIsLeftInTheCache(@TempDir Path cache) throws IOException, CodecRefusal {
    Path file = BundledLibrary.unpacked(RESOURCE, cache);
    BundledLibrary.unpacked(RESOURCE, cache);
    try (var files = Files.walk(cache)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
    }
  }

  @Test
  void aPlatformWithoutItsJarIsARefusal(@TempDir Path cache) {
    assertThatExceptionOfType(CodecRefusal.class)
        .isThrownBy(() -> BundledLibrary.unpacked("org/bytedeco/leptonica/none/x.so", cache))
        .satisfies(e -> assertThat(e.why()).contains("class path"));
  }
}
