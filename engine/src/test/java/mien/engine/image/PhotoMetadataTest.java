package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.photo.PhotoCompleteness;
import mien.core.photo.PhotoMetadata;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;

/** What {@link PhotoMetadata} takes out of a file, and that its picture stays, by decoding it. */
class PhotoMetadataTest {

  private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);
  private static final String SECRET = "48.2082 N 16.3738 E, camera 4711";

  private static byte[] secret() {
    return SECRET.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean tells(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1).contains(SECRET);
  }

  private static void samePicture(String what, byte[] before, byte[] after) {
    Photo a = DECODER.decode(before, Integer.MAX_VALUE);
    Photo b = DECODER.decode(after, Integer.MAX_VALUE);
    assertThat(b.width()).as(what).isEqualTo(a.width());
    assertThat(b.height()).as(what).isEqualTo(a.height());
    assertThat(Arrays.equals(b.toRgb(), a.toRgb())).as(what).isTrue();
    assertThat(DECODER.header(after).orientation())
        .as(what)
        .isEqualTo(DECODER.header(before).orientation());
  }

  /** An EXIF block with an orientation and, behind it, a secret. */
  private static byte[] exif(int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 26 + SECRET.length());
    exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0).put(secret());
    return exif.array();
  }

  @Test
  void everythingAboutAJpegGoesButItsOrientationAndItsColors() {
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] jpeg = TestJpeg.withProfile(TestJpeg.color(83, 61), TestProfile.displayP3());
      for (int marker : new int[] {0xE1, 0xE3, 0xED, 0xFE, 0xEE, 0xE0}) {
        jpeg = TestJpeg.withSegment(jpeg, marker, secret());
      }
      jpeg = TestJpeg.withSegment(jpeg, 0xE1, exif(orientation));
      byte[] trailer = Arrays.copyOf(jpeg, jpeg.length + SECRET.length());
      System.arraycopy(secret(), 0, trailer, jpeg.length, SECRET.length());
      byte[] removed = PhotoMetadata.removed(trailer);
      assertThat(tells(removed)).isFalse();
      assertThat(removed.length).isLessThan(trailer.length - 6 * SECRET.length());
      samePicture("orientation " + orientation, trailer, removed);
      assertThat(PhotoMetadata.removed(removed)).isEqualTo(removed);
    }
  }

  @Test
  void everythingAboutAPngGoesButItsOrientationAndItsColors() {
    int[] samples = new Random(3).ints(20 * 10 * 3, 0, 256).toArray();
    byte[] turned = Arrays.copyOfRange(exif(6), 6, exif(6).length);
    TestPng png = new TestPng(20, 10, 8, 2, false).chunk("eXIf", turned);
    for (String name : List.of("tEXt", "zTXt", "iTXt", "tIME", "prVt")) {
      png.chunk(name, secret());
    }
    png.chunk("IDAT", TestPng.data(20, 10, 8, 2, false, samples)).chunk("tEXt", secret());
    byte[] file = png.end();
    byte[] removed = PhotoMetadata.removed(file);
    assertThat(tells(removed)).isFalse();
    samePicture("png", file, removed);
    assertThat(DECODER.header(removed).orientation()).isEqualTo(6);
    assertThat(PhotoMetadata.removed(removed)).isEqualTo(removed);
  }

  @Test
  void everythingAboutAWebpGoesButItsOrientation() {
    for (Map.Entry<String, byte[]> file : SyntheticPhotos.all().entrySet()) {
      if (!file.getKey().startsWith("webp")) {
        continue;
      }
      byte[] exif = exif(8);
      ByteBuffer told = ByteBuffer.allocate(file.getValue().length + 16 + 2 * exif.length);
      told.order(java.nio.ByteOrder.LITTLE_ENDIAN).put(file.getValue());
      for (String name : List.of("EXIF", "XMP ")) {
        told.put(name.getBytes(StandardCharsets.ISO_8859_1)).putInt(exif.length).put(exif);
      }
      told.putInt(4, told.capacity() - 8);
      byte[] removed = PhotoMetadata.removed(told.array());
      assertThat(tells(removed)).as(file.getKey()).isFalse();
      samePicture(file.getKey(), told.array(), removed);
      assertThat(PhotoCompleteness.isComplete(removed)).isTrue();
      assertThat(PhotoMetadata.removed(removed)).isEqualTo(removed);
    }
  }

  @Test
  void everySyntheticPictureStaysAsItIs() {
    SyntheticPhotos.all()
        .forEach((name, file) -> samePicture(name, file, PhotoMetadata.removed(file)));
  }

  @Test
  void damagedFilesAreNoFault() {
    Random random = new Random(11);
    SyntheticPhotos.all()
        .forEach(
            (_, file) -> {
              for (int i = 0; i < 300; i++) {
                byte[] broken = Arrays.copyOf(file, 1 + random.nextInt(file.length));
                for (int flips = random.nextInt(6); flips > 0; flips--) {
                  broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                }
                PhotoMetadata.removed(broken);
                PhotoCompleteness.isComplete(broken);
              }
            });
  }

  @Test
  void sharedPhotosKeepTheirPicturesAndLoseTheirPlaces() throws IOException {
    int photos = 0;
    int removable = 0;
    try (Stream<Path> files = Files.walk(Shared.photo("formats"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] before = Files.readAllBytes(file);
        byte[] after = PhotoMetadata.removed(before);
        photos++;
        if (!PhotoMetadata.isRemovable(before)) {
          assertThat(after).isSameAs(before);
          continue;
        }
        removable++;
        try {
          DECODER.header(before);
        } catch (MienException _) {
          continue;
        }
        samePicture(file.getFileName().toString(), before, after);
        String text = new String(after, StandardCharsets.ISO_8859_1);
        boolean told =
            text.contains("http://ns.adobe.com/xap")
                || text.contains("Photoshop 3.0")
                // What is left of EXIF has one entry: the orientation.
                || text.replace("Exif\0\0MM\0*\0\0\0\b\0\1\1\22", "").contains("Exif\0\0");
        assertThat(told).as(file.getFileName().toString()).isFalse();
      }
    }
    assertThat(photos).isGreaterThan(100);
    assertThat(removable).isGreaterThan(80);
  }
}
