package mien.engine.image;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import mien.core.MienException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Coverage-guided fuzzing of photo bytes ({@code make fuzz}): Jazzer grows the synthetic photos into
 * whatever reaches new branches of our parsers. Anything but a picture or a typed refusal is a
 * finding, which Jazzer keeps as a file of its own.
 */
@Tag("fuzz")
class PhotoFuzzTest {

  private static final PhotoDecoder DECODER =
      new PhotoDecoder(new PhotoLimits(1_000_000, 2_000_000, 65_500));
  private static final PhotoDecoder PLAIN =
      new PhotoDecoder(new PhotoLimits(1_000_000, 2_000_000, 65_500), Codecs.plain());

  static Stream<byte[]> goodPhotos() {
    return SyntheticPhotos.all().values().stream();
  }

  @MethodSource("goodPhotos")
  @FuzzTest(maxDuration = "10m")
  void bytesEndInAPictureOrATypedRefusal(byte[] bytes) {
    if (bytes == null) {
      return;
    }
    for (PhotoDecoder decoder : new PhotoDecoder[] {DECODER, PLAIN}) {
      try {
        PhotoHeader header = decoder.header(bytes);
        Photo photo = decoder.decode(bytes, 64);
        if (photo.displayedWidth() != header.width()) {
          throw new AssertionError("header and photo disagree about the size");
        }
      } catch (MienException e) {
        if (e.blame() != MienException.Blame.USER || !e.code().startsWith("photo.")) {
          throw e;
        }
      }
    }
  }
}
