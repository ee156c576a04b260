package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mien.core.MienException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoDecoderTest {

  private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);

  private static void assertRefused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(MienException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.blame()).isEqualTo(MienException.Blame.USER);
            });
  }

  @Test
  void everySyntheticFormatHasItsSizeInTheHeaderAndInThePhoto() {
    for (Map.Entry<String, byte[]> file : SyntheticPhotos.all().entrySet()) {
      for (PhotoDecoder decoder :
          List.of(DECODER, new PhotoDecoder(PhotoLimits.DEFAULT, Codecs.plain()))) {
        PhotoHeader header = decoder.header(file.getValue());
        assertThat(header.width()).as(file.getKey()).isEqualTo(SyntheticPhotos.WIDTH);
        assertThat(header.height()).as(file.getKey()).isEqualTo(SyntheticPhotos.HEIGHT);
        Photo photo = decoder.decode(file.getValue(), Integer.MAX_VALUE);
        assertThat(photo.width()).as(file.getKey()).isEqualTo(SyntheticPhotos.WIDTH);
        assertThat(photo.height()).as(file.getKey()).isEqualTo(SyntheticPhotos.HEIGHT);
        Photo small = decoder.decode(file.getValue(), 20);
        assertThat(Math.max(small.width(), small.height())).as(file.getKey()).isBetween(20, 41);
        assertThat(small.displayedWidth()).as(file.getKey()).isEqualTo(SyntheticPhotos.WIDTH);
      }
    }
  }

  @Test
  void losslessFormatsGiveThePictureItself() {
    byte[] expected = TestPicture.rgb(SyntheticPhotos.WIDTH, SyntheticPhotos.HEIGHT);
    Map<String, byte[]> files = SyntheticPhotos.all();
    for (String name : List.of("bmp", "tiff", "webp lossless")) {
      if (files.containsKey(name)) {
        assertThat(DECODER.decode(files.get(name), Integer.MAX_VALUE).toRgb())
            .as(name)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void webpOfTheLibraryEqualsItsPlainTwin() {
    PhotoDecoder plain = new PhotoDecoder(PhotoLimits.DEFAULT, Codecs.plain());
    SyntheticPhotos.all()
        .forEach(
            (name, bytes) -> {
              if (name.startsWith("webp")) {
                byte[] a = DECODER.decode(bytes, Integer.MAX_VALUE).toRgb();
                byte[] b = plain.decode(bytes, Integer.MAX_VALUE).toRgb();
                // Lossless is exact. Lossy: libwebp smooths the chroma that it enlarges, the twin
                // repeats it, so a mean of a few levels on this picture of strong colors.
                double bar = name.contains("lossless") ? 0.51 : 4;
                assertThat(TestPicture.meanDifference(a, b)).as(name).isLessThan(bar);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void jpegsOfAllOrientationsAreUprightAtAnyScale(int orientation) {
    boolean swap = orientation >= 5;
    int w = 203;
    int h = 118;
    Pixels upright = new Pixels(w, h, TestPicture.rgb(w, h));
    // What a camera stores so that the orientation turns it back: 6 and 8 undo each other.
    int inverse = orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
    Pixels stored = Orientation.upright(upright, inverse);
    byte[] jpeg =
        TestJpeg.withOrientation(
            TestJpeg.encode(
                TestPicture.image(stored.width(), stored.height(), stored.rgb(), 1),
                new TestJpeg.Subsampling(1, 1),
                false,
                0.95f),
            orientation);
    PhotoHeader header = DECODER.header(jpeg);
    assertThat(header.width()).isEqualTo(w);
    assertThat(header.height()).isEqualTo(h);
    assertThat(header.orientation()).isEqualTo(orientation);
    assertThat(stored.width()).isEqualTo(swap ? h : w);
    Photo full = DECODER.decode(jpeg, Integer.MAX_VALUE);
    assertThat(TestPicture.meanDifference(full.toRgb(), upright.rgb())).isLessThan(3);
    Photo quarter = DECODER.decode(jpeg, 50);
    assertThat(quarter.displayedWidth()).isEqualTo(w);
    Pixels expected = BoxReduction.reduce(upright, 4);
    assertThat(quarter.width()).isEqualTo(expected.width());
    // Mirrored pictures begin their squares at the other edge, up to 3 pixels away.
    assertThat(TestPicture.meanDifference(quarter.toRgb(), expected.rgb())).isLessThan(6);
  }

  @Test
  void theProfileOfAJpegIsAppliedAtEveryScale() {
    byte[] plain = TestJpeg.color(160, 120);
    byte[] p3 = TestJpeg.withProfile(plain, TestProfile.displayP3());
    for (int longSide : new int[] {40, 160}) {
      byte[] expected = DECODER.decode(plain, longSide).toRgb();
      ColorProfile.toSrgbByJdk(expected, TestProfile.displayP3());
      byte[] actual = DECODER.decode(p3, longSide).toRgb();
      assertThat(TestPicture.greatestDifference(actual, expected)).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void rawContainersGiveTheLargestPreviewTurnedAsTheContainerSays() {
    byte[] preview = TestJpeg.color(61, 83);
    for (byte[] raw :
        List.of(
            TestRaw.dng(preview, 8),
            TestRaw.cr2(preview, 8),
            TestRaw.nef(preview, 8),
            TestRaw.rw2(preview, 8),
            TestRaw.cr3(preview, 8),
            TestRaw.raf(TestJpeg.withOrientation(preview, 8)))) {
      assertThat(DECODER.header(raw)).isEqualTo(new PhotoHeader(PhotoFormat.RAW, 83, 61, 8));
      byte[] expected = DECODER.decode(TestJpeg.withOrientation(preview, 8), 1000).toRgb();
      assertThat(DECODER.decode(raw, 1000).toRgb()).isEqualTo(expected);
    }
  }

  @Test
  void aRawFileWhoseDirectoriesSayNothingIsSearchedForItsPreview() {
    byte[] raw = TestRaw.raf(TestJpeg.color(83, 61));
    raw[84] = 0x7F;
    assertThat(DECODER.header(raw).width()).isEqualTo(83);
  }

  /** Found by mutation 18,007 of seed 2. */
  @Test
  void aRawFileWhosePreviewHasANegativeLengthIsSearchedToo() {
    byte[] preview = TestJpeg.color(83, 61);
    byte[] raw = TestRaw.dng(preview, 1);
    for (int i = 300; i < 400; i++) {
      if (raw[i] == 0x17 && raw[i + 1] == 1 && raw[i + 2] == 4) {
        raw[i + 2] = 16; // eight bytes, so that the length becomes the place where it is found
        raw[i + 8] = (byte) 0xC8;
        raw[i + 9] = 1;
        break;
      }
    }
    java.util.Arrays.fill(raw, 0x1C8, 0x1D0, (byte) 0xFF);
    assertThat(DECODER.header(raw).width()).isEqualTo(83);
  }

  @Test
  void rawWithoutPreviewIsRefused() {
    assertRefused("photo.unsupported", () -> DECODER.decode(TestRaw.dng(new byte[0], 1), 9));
  }

  @Test
  void emptyUnknownAndTooLargeFilesAreRefused() {
    assertRefused("photo.empty", () -> DECODER.decode(new byte[0], 9));
    byte[] text = "this is no photo".getBytes(StandardCharsets.US_ASCII);
    assertRefused("photo.unknown-format", () -> DECODER.header(text));
    PhotoDecoder small = new PhotoDecoder(new PhotoLimits(100, 1000, 1000));
    assertRefused("photo.too-large", () -> small.decode(TestJpeg.color(20, 20), 9));
  }

  @Test
  void everyFormatBeyondThePixelLimitIsRefusedByItsHeader() {
    long pixels = SyntheticPhotos.WIDTH * SyntheticPhotos.HEIGHT;
    PhotoDecoder below = new PhotoDecoder(new PhotoLimits(1_000_000, pixels - 1, 1000));
    PhotoDecoder thin = new PhotoDecoder(new PhotoLimits(1_000_000, pixels, 60));
    PhotoDecoder just = new PhotoDecoder(new PhotoLimits(1_000_000, pixels, 83));
    SyntheticPhotos.all()
        .forEach(
            (name, bytes) -> {
              assertRefused("photo.too-many-pixels", () -> below.header(bytes));
              assertRefused("photo.too-many-pixels", () -> below.decode(bytes, 9));
              assertRefused("photo.too-many-pixels", () -> thin.decode(bytes, 9));
              assertThat(just.decode(bytes, 9).displayedWidth()).as(name).isEqualTo(83);
            });
  }

  @Test
  void aJpegOfManyScansIsRefusedBeforeItCostsTime() {
    byte[] jpeg =
        TestJpeg.encode(TestPicture.image(64, 64, 1), new TestJpeg.Subsampling(1, 1), true, 0.9f);
    int scan = JpegHeader.read(new ByteView(jpeg)).scanStart();
    byte[] bomb = java.util.Arrays.copyOf(jpeg, jpeg.length + 4000);
    for (int i = jpeg.length; i < bomb.length; i += 2) {
      bomb[i] = (byte) 0xFF;
      bomb[i + 1] = (byte) 0xDA;
    }
    // 12,000 x 12,000 in the frame header: 144 megapixels, within the limit, times 2,000 scans.
    for (int i = 0; i < scan; i++) {
      if (bomb[i] == (byte) 0xFF && bomb[i + 1] == (byte) 0xC2) {
        bomb[i + 5] = bomb[i + 7] = 12_000 >> 8;
        bomb[i + 6] = bomb[i + 8] = (byte) (12_000 & 0xff);
      }
    }
    assertThat(DECODER.header(bomb).width()).isEqualTo(12_000);
    assertRefused("photo.too-many-pixels", () -> DECODER.decode(bomb, 640));
  }

  @Test
  void heicWithoutTheSystemLibraryNamesItAndTheWayToGetIt() {
    Codecs without =
        Codecs.with(
            List.of(new PlainJpeg()), List.of(new PlainWebp()), "libheif.so.1 was not found");
    PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT, without);
    byte[] heic = "\0\0\0\24ftypheic\0\0\0\0mif1".getBytes(StandardCharsets.ISO_8859_1);
    byte[] avif = "\0\0\0\24ftypavif\0\0\0\0mif1".getBytes(StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(MienException.class)
        .isThrownBy(() -> decoder.decode(heic, 640))
        .satisfies(e -> assertThat(e.code()).isEqualTo("photo.codec-missing"))
        .withMessageContaining("libheif1")
        .withMessageContaining("libheif-plugin-libde265")
        .withMessageContaining("libheif.so.1 was not found");
    assertThatExceptionOfType(MienException.class)
        .isThrownBy(() -> decoder.header(avif))
        .withMessageContaining("libheif-plugin-dav1d");
  }

  @Test
  void everyCodecOfThisMachineSaysWhatItIsOrWhyItIsNot() {
    assertThat(DECODER.codecs())
        .extracting(CodecReport::name)
        .contains("libturbojpeg", "leptonica", "libheif", "java");
    for (CodecReport report : DECODER.codecs()) {
      assertThat(report.loaded() ? report.version() : report.reason()).isNotEmpty();
      assertThat(report.loaded()).isEqualTo(report.remedy().isEmpty());
    }
  }
}
