package mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import mien.core.MienException;
import mien.engine.PhotoResult.Read;
import mien.engine.PhotoResult.Refused;
import mien.engine.PhotoResult.Skipped;
import mien.engine.image.Photo;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;

/** One pass over many photos, with tasks of tests: what the slices do with {@code run}. */
class PassTest {

  private static final Path DRAWN = Path.of("..", "docs", "examples", "drawn-people.jpg");

  /** A photo whose bytes, or whose fault, a test gives. */
  private record Given(String name, Bytes bytes) implements PhotoSource {

    private interface Bytes {
      Optional<byte[]> read() throws IOException;
    }

    @Override
    public Optional<byte[]> read() throws IOException {
      return bytes.read();
    }
  }

  /** Small pictures of a photo: of the whole and of each face. */
  private record Thumbnails(PhotoFaces faces, Photo whole, List<Photo> people) {

    static Thumbnails of(Look look) {
      return new Thumbnails(
          look.faces(),
          look.picture(320),
          look.faces().faces().stream().map(face -> look.crop(face, 96)).toList());
    }
  }

  @Test
  void aTaskMakesThumbnailsOfEveryPhotoAndOfEveryFaceInTheOrderGiven() {
    List<PhotoSource> photos =
        IntStream.range(0, 9).mapToObj(i -> PhotoSource.of("photo " + i, DRAWN)).toList();
    List<PhotoResult<Thumbnails>> results = new ArrayList<>();
    try (FaceEngine engine = engine(2)) {
      engine.run(
          photos.iterator(),
          Wanted.of(Set.of()),
          (_, look) -> Thumbnails.of(look),
          () -> false,
          results::add);
    }
    assertThat(results)
        .extracting(PhotoResult::name)
        .isEqualTo(photos.stream().map(PhotoSource::name).toList());
    for (PhotoResult<Thumbnails> result : results) {
      Thumbnails made = ((Read<Thumbnails>) result).value();
      assertThat(made.whole().width()).isEqualTo(320);
      assertThat(made.whole().height()).isEqualTo(213);
      assertThat(made.whole().displayedWidth()).isEqualTo(1200);
      assertThat(made.people()).hasSize(3);
      for (Photo face : made.people()) {
        assertThat(Math.max(face.width(), face.height())).isEqualTo(96);
      }
    }
  }

  @Test
  void aTasksPicturesChangeNothingThatIsFound() throws IOException {
    byte[] photo = drawnLarge();
    List<PhotoFaces> found = new ArrayList<>();
    List<Integer> sides = new ArrayList<>();
    try (FaceEngine engine = engine(1)) {
      for (int longSide : new int[] {0, 500, 2400, Integer.MAX_VALUE}) {
        engine.run(
            List.of(new Given("large", () -> Optional.of(photo))).iterator(),
            new Wanted(Set.of(), longSide),
            (_, look) -> {
              sides.add(look.picture(2400).width());
              return look.faces();
            },
            () -> false,
            (PhotoResult<PhotoFaces> result) -> found.add(((Read<PhotoFaces>) result).value()));
      }
      assertThat(found).containsOnly(engine.analyze(photo, Set.of()));
    }
    // Announced, the pixels are there; not announced, those of the search must do.
    assertThat(sides).containsExactly(1800, 1800, 2400, 2400);
  }

  /** 3600 x 2400 pixels. */
  private static byte[] drawnLarge() throws IOException {
    BufferedImage drawn = ImageIO.read(DRAWN.toFile());
    BufferedImage large = new BufferedImage(3600, 2400, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = large.createGraphics();
    pen.drawImage(drawn, 0, 0, 3600, 2400, null);
    pen.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(large, "jpeg", file);
    return file.toByteArray();
  }

  @Test
  void everyFaultIsThatPhotosOwnAndInItsPlace() throws IOException {
    byte[] good = Files.readAllBytes(DRAWN);
    List<Given> photos =
        List.of(
            new Given("good", () -> Optional.of(good)),
            new Given("no picture", () -> Optional.of(new byte[] {1, 2, 3})),
            new Given("task fails", () -> Optional.of(good)),
            new Given(
                "gone",
                () -> {
                  throw new IOException("gone");
                }),
            new Given("notes", Optional::empty),
            new Given("good again", () -> Optional.of(good)));
    List<PhotoResult<Integer>> results = new ArrayList<>();
    try (FaceEngine engine = engine(2)) {
      engine.run(
          photos.iterator(),
          Wanted.of(Set.of()),
          (photo, look) -> {
            if (photo.name().equals("task fails")) {
              throw new IndexOutOfBoundsException("a fault");
            }
            return look.faces().faces().size();
          },
          () -> false,
          results::add);
    }
    assertThat(results)
        .extracting(PhotoResult::name)
        .isEqualTo(photos.stream().map(Given::name).toList());
    assertThat(results.get(0)).isEqualTo(new Read<>("good", 3));
    assertThat(code(results.get(1))).isEqualTo("photo.unknown-format");
    assertThat(code(results.get(2))).isEqualTo("internal");
    assertThat(code(results.get(3))).isEqualTo("photo.unreadable");
    assertThat(results.get(4)).isEqualTo(new Skipped<Integer>("notes"));
    assertThat(results.get(5)).isEqualTo(new Read<>("good again", 3));
  }

  /**
   * A million photos that do not exist: stopping ends the run, and what was begun is handed over.
   */
  @Test
  void aStoppedRunBeginsNothingFurtherAndLosesNothingThatItBegan() {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger begun = new AtomicInteger();
    List<String> results = new ArrayList<>();
    try (FaceEngine engine = engine(2)) {
      engine.run(
          IntStream.range(0, 1_000_000)
              .mapToObj(
                  i ->
                      new Given(
                          "photo " + i,
                          () -> {
                            begun.incrementAndGet();
                            return Optional.empty();
                          }))
              .iterator(),
          Wanted.of(Set.of()),
          (_, look) -> look.faces(),
          stop::get,
          (PhotoResult<PhotoFaces> result) -> {
            results.add(result.name());
            stop.set(results.size() >= 5);
          });
    }
    assertThat(results).hasSize(begun.get()).hasSizeBetween(5, 5 + 2 * 2);
    assertThat(results)
        .isEqualTo(IntStream.range(0, results.size()).mapToObj(i -> "photo " + i).toList());
  }

  @Test
  void whatTheSinkThrowsEndsTheRun() {
    try (FaceEngine engine = engine(2)) {
      assertThatThrownBy(
              () ->
                  engine.run(
                      IntStream.range(0, 100)
                          .mapToObj(i -> new Given("photo " + i, Optional::empty))
                          .iterator(),
                      Wanted.of(Set.of()),
                      (_, look) -> look.faces(),
                      () -> false,
                      (PhotoResult<PhotoFaces> _) -> {
                        throw new IllegalStateException("full");
                      }))
          .hasMessage("full");
    }
  }

  private static String code(PhotoResult<Integer> result) {
    MienException why = ((Refused<Integer>) result).why();
    return why.code();
  }

  private static FaceEngine engine(int threads) {
    return FaceEngine.open(
        Shared.reference().withAspects(Set.of()).withCapacity(c -> c.withThreads(threads)));
  }
}
