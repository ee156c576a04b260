package mien.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import mien.cli.draw.HeadAxes.Axis;
import mien.cli.testing.SyntheticFaces;
import mien.core.face.Box;
import mien.core.face.HeadPose;
import mien.core.photo.PhotoIntegrity;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.Gender;
import mien.engine.image.Photo;
import org.junit.jupiter.api.Test;

class FaceArtistTest {

  @Test
  void theAxesPointWhereTheSignsOfThePoseSay() {
    Axis up = HeadAxes.of(new HeadPose(30, 0, 0)).out();
    assertThat(up.y()).as("looking up moves the nose up").isCloseTo(-0.5, within(1e-9));
    Axis left = HeadAxes.of(new HeadPose(0, 30, 0)).out();
    assertThat(left.x()).as("positive yaw: nose to the left").isCloseTo(-0.5, within(1e-9));
    Axis tilted = HeadAxes.of(new HeadPose(0, 0, 30)).right();
    assertThat(tilted.y()).as("positive roll lowers the right eye").isCloseTo(0.5, within(1e-9));
    HeadAxes still = HeadAxes.of(new HeadPose(0, 0, 0));
    assertThat(still.right()).isEqualTo(new Axis(1, 0, 0));
    assertThat(still.up().y()).isEqualTo(-1);
    assertThat(still.out().z()).isEqualTo(1);
  }

  @Test
  void linesCanBeSeenOnWhiteAndOnBlack() {
    for (Color ground : List.of(Color.WHITE, Color.BLACK, Palette.face(0))) {
      BufferedImage picture = filled(600, 500, ground);
      FaceArtist.draw(picture, photo(600, 500));
      // Across the box's left side, half-way down: something far in brightness from the ground.
      int strongest = 0;
      for (int x = 95; x <= 105; x++) {
        strongest = Math.max(strongest, distance(new Color(picture.getRGB(x, 300)), ground));
      }
      assertThat(strongest).as(ground.toString()).isGreaterThan(60);
    }
  }

  @Test
  void aPictureAtReducedScaleIsDrawnAtThatScale() {
    BufferedImage picture = filled(300, 250, Color.GRAY);
    FaceArtist.draw(picture, photo(600, 500));
    assertThat(changed(picture, 45, 145, 55, 155)).as("the box's left side, halved").isTrue();
    assertThat(changed(picture, 260, 200, 300, 250)).as("far from the face").isFalse();
  }

  @Test
  void aFaceThatReachesOutsideAndACrowdAreDrawnWithoutAFault() {
    List<AnalyzedFace> faces = new java.util.ArrayList<>();
    faces.add(SyntheticFaces.bare(new Box(-50, -50, 700, 600)));
    faces.add(SyntheticFaces.bare(new Box(10, 10, 10, 10)));
    for (int i = 0; i < 60; i++) {
      double x = 10 * (i % 20) * 3;
      double y = 40 * (i / 20);
      faces.add(
          SyntheticFaces.full(
              new Box(x, y, x + 25, y + 30), new HeadPose(80, -90, 170), 3, Gender.FEMALE));
    }
    BufferedImage picture = filled(600, 500, Color.GRAY);
    FaceArtist.draw(picture, new PhotoFaces(600, 500, faces));
    assertThat(changed(picture, 0, 0, 600, 150)).isTrue();
  }

  @Test
  void aPictureThatIsCutOffSaysSoAtItsLowerEdge() {
    for (int width : new int[] {60, 600, 3000}) {
      BufferedImage picture = filled(width, 500, Color.GRAY);
      FaceArtist.draw(
          picture, new PhotoFaces(width, 500, List.of(), 0, PhotoIntegrity.cutAt(1, 3)));
      assertThat(changed(picture, 0, 380, width, 500)).isTrue();
      assertThat(changed(picture, 0, 0, width, 380)).isFalse();
    }
  }

  @Test
  void aPictureWithoutFacesStaysAsItWas() {
    BufferedImage picture = filled(60, 50, Color.ORANGE);
    FaceArtist.draw(picture, new PhotoFaces(60, 50, List.of()));
    for (int y = 0; y < 50; y++) {
      for (int x = 0; x < 60; x++) {
        assertThat(picture.getRGB(x, y)).isEqualTo(Color.ORANGE.getRGB());
      }
    }
  }

  @Test
  void labelsSayMoreWhereThereIsRoom() {
    AnalyzedFace face =
        SyntheticFaces.full(new Box(0, 0, 9, 9), new HeadPose(3, -12, 0.4), 34.4, Gender.FEMALE);
    assertThat(LabelText.of(3, face, 4))
        .containsExactly(
            "3 · female, about 34",
            "eyes open · live 0.99",
            "score 0.93 · quality 0.71",
            "pitch +3° · yaw \u221212° · roll 0°");
    assertThat(LabelText.of(3, face, 1)).containsExactly("3 · 34 f");
    assertThat(LabelText.of(1, SyntheticFaces.bare(new Box(0, 0, 9, 9)), 4))
        .containsExactly("1", "score 0.50 · quality 0.00");
  }

  @Test
  void pixelsSurviveTheWayToJava2D() {
    byte[] rgb = {1, 2, 3, (byte) 250, (byte) 251, (byte) 252};
    BufferedImage picture = PictureFile.drawable(Photo.ofRgb(2, 1, rgb));
    assertThat(new Color(picture.getRGB(0, 0))).isEqualTo(new Color(1, 2, 3));
    assertThat(new Color(picture.getRGB(1, 0))).isEqualTo(new Color(250, 251, 252));
  }

  private static PhotoFaces photo(int width, int height) {
    return new PhotoFaces(
        width,
        height,
        List.of(
            SyntheticFaces.full(
                new Box(100, 200, 250, 400), new HeadPose(0, 0, 0), 34, Gender.MALE)));
  }

  private static BufferedImage filled(int width, int height, Color ground) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, ground.getRGB());
      }
    }
    return picture;
  }

  private static boolean changed(BufferedImage picture, int x1, int y1, int x2, int y2) {
    int corner = picture.getRGB(picture.getWidth() - 1, picture.getHeight() - 1);
    for (int y = y1; y < y2; y++) {
      for (int x = x1; x < x2; x++) {
        if (picture.getRGB(x, y) != corner) {
          return true;
        }
      }
    }
    return false;
  }

  private static int distance(Color a, Color b) {
    return Math.max(
        Math.abs(a.getRed() - b.getRed()),
        Math.max(Math.abs(a.getGreen() - b.getGreen()), Math.abs(a.getBlue() - b.getBlue())));
  }
}
