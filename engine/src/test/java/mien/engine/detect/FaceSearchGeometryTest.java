package mien.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.engine.image.Letterbox;
import mien.engine.image.Photo;
import mien.engine.image.PixelRegion;
import mien.engine.image.QuarterTurn;
import org.junit.jupiter.api.Test;

/** Where things go between the photo and the network's input. */
class FaceSearchGeometryTest {

  @Test
  void fittingCutsToWholePixelsAsTheReferenceDoes() {
    // 640 * 0.333 = 213.12
    Letterbox wide = Letterbox.fit(blank(1000, 333), 640, 640);
    assertThat(wide.scaledWidth()).isEqualTo(640);
    assertThat(wide.scaledHeight()).isEqualTo(213);
    // 640 / (1000 / 333) = 213.12
    Letterbox tall = Letterbox.fit(blank(333, 1000), 640, 640);
    assertThat(tall.scaledWidth()).isEqualTo(213);
    assertThat(tall.scaledHeight()).isEqualTo(640);
    assertThat(wide.inputWidth()).isEqualTo(640);
    assertThat(wide.inputHeight()).isEqualTo(640);
  }

  @Test
  void aSnugInputIsTheSmallestThatHoldsThePhoto() {
    Letterbox large = Letterbox.snug(blank(1600, 1200), 640, 32);
    assertThat(List.of(large.inputWidth(), large.inputHeight())).containsExactly(640, 480);
    Letterbox small = Letterbox.snug(blank(250, 201), 640, 32);
    assertThat(List.of(small.scaledWidth(), small.scaledHeight())).containsExactly(250, 201);
    assertThat(List.of(small.inputWidth(), small.inputHeight())).containsExactly(256, 224);
    Letterbox thread = Letterbox.snug(blank(20_000, 3), 640, 32);
    assertThat(List.of(thread.scaledWidth(), thread.scaledHeight())).containsExactly(640, 1);
    assertThat(thread.inputHeight()).isEqualTo(32);
  }

  @Test
  void theCornersOfTheInputAreTheCornersOfThePhoto() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      Photo photo = blank(1 + random.nextInt(900), 1 + random.nextInt(900));
      Letterbox box =
          random.nextBoolean()
              ? Letterbox.fit(photo, 32 * (1 + random.nextInt(20)), 32 * (1 + random.nextInt(20)))
              : Letterbox.snug(photo, 320, 32);
      Point end = box.toDisplayed(box.scaledWidth(), box.scaledHeight());
      assertThat(end.x()).isCloseTo(photo.width(), within(1e-9));
      assertThat(end.y()).isCloseTo(photo.height(), within(1e-9));
      assertThat(box.toDisplayed(0, 0)).isEqualTo(new Point(0, 0));
    }
  }

  @Test
  void tilesCoverEveryPixelAndShareAQuarter() {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      Photo photo = blank(1 + random.nextInt(2600), 1 + random.nextInt(1300));
      List<PixelRegion> tiles = Tiles.over(photo, 640);
      if (Math.max(photo.width(), photo.height()) <= 640) {
        assertThat(tiles).isEmpty();
        continue;
      }
      assertThat(tiles.size()).isBetween(1, 16);
      boolean[] columns = new boolean[photo.width()];
      boolean[] rows = new boolean[photo.height()];
      for (PixelRegion tile : tiles) {
        assertThat(tile.left()).isNotNegative();
        assertThat(tile.top()).isNotNegative();
        assertThat(tile.left() + tile.width()).isLessThanOrEqualTo(photo.width());
        assertThat(tile.top() + tile.height()).isLessThanOrEqualTo(photo.height());
        Arrays.fill(columns, tile.left(), tile.left() + tile.width(), true);
        Arrays.fill(rows, tile.top(), tile.top() + tile.height(), true);
      }
      assertThat(columns).doesNotContain(false);
      assertThat(rows).doesNotContain(false);
      // Neighbors in one row share at least a quarter, but for rounding.
      for (int k = 1; k < tiles.size(); k++) {
        PixelRegion a = tiles.get(k - 1);
        PixelRegion b = tiles.get(k);
        if (a.top() == b.top()) {
          assertThat(a.left() + a.width() - b.left()).isGreaterThanOrEqualTo(a.width() / 4 - 2);
        }
      }
    }
  }

  @Test
  void aBoxAtASeamIsDroppedAndOneAtThePhotosEdgeIsNot() {
    Photo photo = blank(2000, 1000);
    PixelRegion left = new PixelRegion(0, 0, 1000, 1000);
    PixelRegion right = new PixelRegion(1000, 0, 1000, 1000);
    assertThat(Tiles.cutBySeam(new Box(-3, 5, 100, 100), left, photo)).isFalse();
    assertThat(Tiles.cutBySeam(new Box(900, 5, 995, 100), left, photo)).isTrue();
    assertThat(Tiles.cutBySeam(new Box(5, 5, 100, 100), right, photo)).isTrue();
    assertThat(Tiles.cutBySeam(new Box(900, 5, 1003, 1004), right, photo)).isFalse();
    assertThat(Tiles.cutBySeam(new Box(400, 400, 600, 600), right, photo)).isFalse();
  }

  @Test
  void aTurnedBoxStaysUprightAndLandmarksKeepTheirRoles() {
    // The face stands upright after a turn of 90 degrees clockwise; before it, its top is left.
    Detection found =
        new Detection(
            new Box(10, 20, 30, 50),
            0.9,
            Optional.of(
                new Landmarks5(
                    new Point(15, 30),
                    new Point(25, 30),
                    new Point(20, 36),
                    new Point(16, 44),
                    new Point(24, 44))));
    Detection before = Placement.moved(found, p -> QuarterTurn.CLOCKWISE_90.back(p, 200, 100));
    assertThat(before.box()).isEqualTo(new Box(20, 69, 50, 89));
    Landmarks5 five = before.landmarks().orElseThrow();
    // The subject's right eye is still the first point; it is now the lower one.
    assertThat(five.imageLeftEye()).isEqualTo(new Point(30, 84));
    assertThat(five.imageRightEye()).isEqualTo(new Point(30, 74));
    assertThat(five.imageLeftMouth()).isEqualTo(new Point(44, 83));
  }

  @Test
  void ofTooManyFacesTheLargeAndCentralOnesStay() {
    Photo photo = blank(400, 400);
    FoundFace corner = face(0, 0, 40, 40, 0.99);
    FoundFace middle = face(190, 190, 210, 210, 0.6);
    FoundFace huge = face(0, 0, 350, 350, 0.7);
    List<FoundFace> all = List.of(corner, huge, middle);
    // area - 2 * squared distance: corner 1600 - 129600, middle 400, huge 122500 - 2500.
    assertThat(Ranking.best(all, photo, 1)).containsExactly(huge);
    assertThat(Ranking.best(all, photo, 2)).containsExactly(huge, middle);
    assertThat(Ranking.best(all, photo, 3)).containsExactly(corner, huge, middle);
  }

  private static FoundFace face(double x1, double y1, double x2, double y2, double score) {
    return FoundFace.of(new Detection(new Box(x1, y1, x2, y2), score, Optional.empty()));
  }

  private static Photo blank(int width, int height) {
    return Photo.ofRgb(width, height, new byte[width * height * 3]);
  }
}
