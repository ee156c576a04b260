package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mien.core.MienException;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;

/** Every row of the shared table of format samples, held against what it expects. */
class SharedFormatsTest {

  private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);
  private static final Pattern UPRIGHT = Pattern.compile("upright (\\d+)x(\\d+)");
  private static final Pattern SIZE = Pattern.compile("(\\d++)x(\\d++)(?!ish)");

  /** What mien does not read, by content: Netpbm and JPEG 2000; and files without a picture. */
  private static final Set<String> REFUSED =
      Set.of(
          "hopper.ppm",
          "hopper_16bit.pgm",
          "exiftool_Jpeg2000.jp2",
          "exiftool_CanonRaw.cr2",
          "exiftool_Nikon.nef",
          "exiftool_QuickTime.heic");

  private record Row(String file, String kind, String expected) {}

  private static List<Row> rows() throws IOException {
    Path table = Shared.photo("formats.csv");
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      String[] fields = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      if (!fields[0].equals("image")) {
        rows.add(new Row(fields[0], fields[1].replace("\"", ""), fields[2].replace("\"", "")));
      }
    }
    return rows;
  }

  private static boolean needsLibrary(String kind) {
    return kind.startsWith("heic") || kind.startsWith("avif");
  }

  private static Optional<int[]> expectedSize(String expected) {
    Matcher upright = UPRIGHT.matcher(expected);
    Matcher size = SIZE.matcher(expected);
    Matcher found = upright.find() ? upright : size.find() ? size : null;
    return found == null || expected.contains("preview") || expected.contains("8x8")
        ? Optional.empty()
        : Optional.of(
            new int[] {Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))});
  }

  @Test
  void everyRowIsThePictureOrTheRefusalThatItExpects() throws IOException {
    boolean heic = new java.util.HashSet<>(loaded()).contains("libheif");
    int pictures = 0;
    int refusals = 0;
    for (Row row : rows()) {
      byte[] bytes = Files.readAllBytes(Shared.photo(row.file()));
      String name = row.file().substring(row.file().indexOf('/') + 1);
      if (needsLibrary(row.kind()) && !heic) {
        continue;
      }
      try {
        Photo photo = DECODER.decode(bytes, Integer.MAX_VALUE);
        pictures++;
        assertThat(REFUSED).as(row.toString()).doesNotContain(name);
        expectedSize(row.expected())
            .ifPresent(
                size -> {
                  assertThat(photo.width()).as(row.toString()).isEqualTo(size[0]);
                  assertThat(photo.height()).as(row.toString()).isEqualTo(size[1]);
                });
      } catch (MienException e) {
        refusals++;
        assertThat(REFUSED).as(row + " was refused: " + e.getMessage()).contains(name);
      }
    }
    assertThat(pictures).isGreaterThanOrEqualTo(heic ? 116 : 105);
    assertThat(refusals).isEqualTo(heic ? 6 : 5);
  }

  private static List<String> loaded() {
    return DECODER.codecs().stream().filter(CodecReport::loaded).map(CodecReport::name).toList();
  }

  @Test
  void allEightOrientationsLookAlike() throws IOException {
    Photo first = read("formats/Landscape_1.jpg", 450);
    for (int o = 2; o <= 8; o++) {
      Photo turned = read("formats/Landscape_" + o + ".jpg", 450);
      assertThat(turned.width()).isEqualTo(first.width());
      // Measured: 0.3 to 1.8 gray levels (each was compressed again); turned wrongly it is over 70.
      assertThat(TestPicture.meanDifference(turned.toRgb(), first.toRgb())).isLessThan(8);
    }
    Photo hopper = read("formats/hopper.jpg", 128);
    for (int o = 2; o <= 8; o++) {
      Photo turned = read("formats/hopper_orientation_" + o + ".jpg", 128);
      assertThat(TestPicture.meanDifference(turned.toRgb(), hopper.toRgb())).isLessThan(8);
    }
  }

  @Test
  void oneFaceInEveryFormatIsOneAndTheSamePicture() throws IOException {
    Photo reference = read("formats/hopper.png", 128);
    List<String> files =
        List.of(
            "hopper.jpg",
            "hopper.webp",
            "hopper.bmp",
            "hopper.gif",
            "hopper.tif",
            "hopper_bigtiff.tif",
            "hopper_16bit_qtables.jpg",
            "hopper_idat_after_image_end.png");
    for (String file : files) {
      byte[] rgb = read("formats/" + file, 128).toRgb();
      // Measured: at most 11.0 (quantized very coarsely); turned wrongly: over 58.
      assertThat(TestPicture.meanDifference(rgb, reference.toRgb())).as(file).isLessThan(16);
    }
  }

  @Test
  void cmykIsNotInverted() throws IOException {
    // A red word on black, says its repository: more red than blue, and mostly dark.
    Photo photo = read("formats/pil_sample_cmyk.jpg", 100);
    long red = 0;
    long blue = 0;
    byte[] rgb = photo.toRgb();
    for (int i = 0; i < rgb.length; i += 3) {
      red += rgb[i] & 0xff;
      blue += rgb[i + 2] & 0xff;
    }
    assertThat(red).isGreaterThan(2 * blue); // measured: 4.2 times; inverted it is less than blue
    assertThat((double) red / (rgb.length / 3)).isBetween(15.0, 120.0);
  }

  @Test
  void avifTurnsAndMirrorsAreApplied() throws IOException {
    if (!loaded().contains("libheif")) {
      org.junit.jupiter.api.Assumptions.abort("skipped: libheif is not installed");
    }
    byte[] reference = read("formats/avif_rot0mir0.avif", 640).toRgb();
    for (String file : List.of("avif_rot1mir1", "avif_rot2mir0", "avif_rot3mir1")) {
      Photo photo = read("formats/" + file + ".avif", 640);
      // The words in the middle differ: measured 8.4. Another turn of this picture: over 38.
      assertThat(TestPicture.meanDifference(photo.toRgb(), reference)).as(file).isLessThan(14);
    }
  }

  private static Photo read(String file, int longSide) throws IOException {
    return DECODER.decode(Files.readAllBytes(Shared.photo(file)), longSide);
  }
}
