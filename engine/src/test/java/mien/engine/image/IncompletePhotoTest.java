package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import mien.core.MienException;
import mien.core.photo.PhotoIntegrity;
import mien.engine.image.TestJpeg.Subsampling;
import org.junit.jupiter.api.Test;

/**
 * Files of every format, cut off at every hundredth of their length and at each of their last
 * bytes, through every codec: a picture that is not the whole file's says that it is incomplete.
 */
class IncompletePhotoTest {

  /** What one way to decode makes of a file; empty where it refuses. */
  record Way(String name, PhotoDecoder decoder) {
    Optional<Photo> decode(byte[] file, int longSide) {
      try {
        return Optional.of(decoder.decode(file, longSide));
      } catch (MienException e) {
        assertThat(e.blame()).isEqualTo(MienException.Blame.USER);
        return Optional.empty();
      }
    }
  }

  static final List<Way> WAYS = ways();

  private static List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("plain", new PhotoDecoder(PhotoLimits.DEFAULT, Codecs.plain())));
    try {
      NativeLibrary library = BundledLibrary.load();
      ways.add(way("bundled", new BundledJpeg(library), new BundledWebp(library)));
    } catch (CodecRefusal _) {
      // Not built for this machine.
    }
    try {
      ways.add(way("libjpeg-turbo", TurboJpeg.load(), new PlainWebp()));
    } catch (CodecRefusal _) {
      // Not installed here.
    }
    return ways;
  }

  private static Way way(String name, JpegCodec jpeg, WebpCodec webp) {
    List<WebpCodec> webps = List.of(webp);
    return new Way(
        name,
        new PhotoDecoder(PhotoLimits.DEFAULT, Codecs.with(List.of(jpeg), webps, "not asked for")));
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>(SyntheticPhotos.all());
    BufferedImage image = TestPicture.image(250, 131, BufferedImage.TYPE_INT_RGB);
    for (boolean progressive : new boolean[] {false, true}) {
      byte[] jpeg = TestJpeg.encode(image, new Subsampling(2, 2), progressive, 0.92f);
      files.put("large jpeg, progressive " + progressive, jpeg);
    }
    files.put("jpeg with restarts", TestJpeg.withRestarts(250, 131, 5));
    files.put("jpeg of four components", TestJpeg.fourComponents(120, 90));
    return files;
  }

  private static Iterable<Integer> lengths(byte[] file) {
    TreeSet<Integer> lengths = new TreeSet<>();
    for (int percent = 10; percent < 100; percent++) {
      lengths.add((int) ((long) file.length * percent / 100));
    }
    for (int last = 1; last <= 24; last++) {
      lengths.add(file.length - last);
    }
    return lengths;
  }

  @Test
  void aWholeFileIsNeverIncomplete() {
    files()
        .forEach(
            (name, file) -> {
              for (Way way : WAYS) {
                way.decode(file, Integer.MAX_VALUE)
                    .ifPresent(p -> assertThat(p.incomplete()).as(way + name).isFalse());
              }
            });
  }

  @Test
  void aCutFileThatIsNotTheWholePictureSaysSoHoweverItIsDecoded() {
    int incomplete = 0;
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      byte[] bytes = file.getValue();
      for (Way way : ways(file.getKey())) {
        Optional<Photo> whole = way.decode(bytes, Integer.MAX_VALUE);
        for (int length : lengths(bytes)) {
          Optional<Photo> photo = way.decode(Arrays.copyOf(bytes, length), Integer.MAX_VALUE);
          if (photo.isPresent() && !photo.get().incomplete()) {
            assertThat(photo.get().toRgb())
                .as("%s by %s, %d of %d", file.getKey(), way.name(), length, bytes.length)
                .isEqualTo(whole.orElseThrow().toRgb());
          }
          incomplete += photo.filter(Photo::incomplete).isPresent() ? 1 : 0;
        }
      }
    }
    assertThat(incomplete).isGreaterThan(3000);
  }

  @Test
  void allWaysAgreeAtEveryScale() {
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      for (int length : lengths(file.getValue())) {
        byte[] cut = Arrays.copyOf(file.getValue(), length);
        TreeSet<String> answers = new TreeSet<>();
        for (Way way : ways(file.getKey())) {
          way.decode(cut, length % 2 == 0 ? 20 : Integer.MAX_VALUE)
              .ifPresent(p -> answers.add(p.incomplete() ? "incomplete" : "whole"));
        }
        assertThat(answers).as(file.getKey() + ", " + length).hasSizeLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void howMuchIsMissingIsHowMuchIsNotThere() {
    int told = 0;
    for (String name :
        List.of("large jpeg, progressive false", "jpeg with restarts", "png 8 bits, color 2")) {
      byte[] bytes = files().get(name);
      Photo whole = WAYS.getFirst().decode(bytes, Integer.MAX_VALUE).orElseThrow();
      int row = whole.width() * 3;
      int before = 100;
      for (int percent = 30; percent < 100; percent += 10) {
        byte[] cut = Arrays.copyOf(bytes, bytes.length * percent / 100);
        Optional<Photo> photo = WAYS.getFirst().decode(cut, Integer.MAX_VALUE);
        if (photo.map(Photo::integrity).orElse(null) instanceof PhotoIntegrity.Cut(int missing)) {
          // Blocks are 16 rows at most, and a decoder may blend a row with the one below.
          int there = Math.max(0, whole.height() * (100 - missing) / 100 - 17);
          byte[] seen = photo.orElseThrow().toRgb();
          assertThat(Arrays.copyOf(seen, there * row))
              .as("%s, %d %%, %d missing", name, percent, missing)
              .isEqualTo(Arrays.copyOf(whole.toRgb(), there * row));
          assertThat(missing).as("%s, %d %%", name, percent).isLessThanOrEqualTo(before);
          before = missing;
          told++;
        }
      }
      assertThat(before).as(name).isLessThan(50);
    }
    assertThat(told).isGreaterThan(12);
  }

  /** Only for JPEG, which raw files hold as well, and WebP is there more than one. */
  private static List<Way> ways(String name) {
    boolean one = name.matches("(png|gif|bmp|tiff).*");
    return one ? WAYS.subList(0, 1) : WAYS;
  }
}
