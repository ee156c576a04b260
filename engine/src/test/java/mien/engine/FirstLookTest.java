package mien.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstLookTest {

  @ParameterizedTest
  @CsvSource({
    "400, 1280", // small photos are decoded whole
    "2000, 1280",
    "2560, 1280",
    "4000, 2000", // 12 megapixels: half
    "6000, 3000", // 24 megapixels: half
    "6401, 1601", // one more than fits: a quarter
    "8000, 2000", // 48 megapixels: a quarter
    "65500, 2047", // the longest side that a JPEG can have
  })
  void largePhotosAreFirstSeenAtAPowerOfTwo(int longSide, int asked) {
    assertThat(PhotoPipeline.firstLook(longSide)).isEqualTo(asked);
  }
}
