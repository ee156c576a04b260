package mien.cli.faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mien.cli.terminal.Ink;
import mien.cli.testing.SyntheticFaces;
import mien.core.MienException;
import mien.core.face.Box;
import mien.core.face.HeadPose;
import mien.core.photo.PhotoFault;
import mien.core.photo.PhotoIntegrity;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.EyeOpen;
import mien.engine.assess.Gender;
import mien.engine.assess.Liveness;
import org.junit.jupiter.api.Test;

class FaceTableTest {

  @Test
  void facesStandBelowTheirPhotoInAlignedColumns() {
    FaceTable table = new FaceTable(Ink.PLAIN, true);
    List<String> lines = new ArrayList<>();
    lines.addAll(
        table.photo(
            "holiday/two.jpg",
            new PhotoFaces(
                4000,
                3000,
                List.of(
                    SyntheticFaces.full(
                        new Box(1200.4, 310.6, 1820, 2100),
                        new HeadPose(3.2, -12.7, 0.4),
                        34.4,
                        Gender.FEMALE),
                    SyntheticFaces.bare(new Box(-3, 20, 60, 90))))));
    lines.addAll(table.photo("none.png", new PhotoFaces(10, 20, List.of())));
    lines.add(
        table.refusal("bad.jpg", new MienException(PhotoFault.DAMAGED, "The photo is damaged.")));
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
             face    left    top  right bottom  score  age  gender  pitch   yaw  roll  eyes                quality  live
            holiday/two.jpg  4000 x 3000  2 faces
                1    1200    311   1820   2100   0.93   34  female     +3   -13     0  open 0.97              0.71  live 0.99
                2      -3     20     60     90   0.50    -  -           -     -     -  -                      0.00  -
            none.png  10 x 20  no face
            bad.jpg  refused: The photo is damaged.""");
  }

  @Test
  void livenessHasAColumnOnlyWhenItWasAskedFor() {
    PhotoFaces photo =
        new PhotoFaces(10, 20, List.of(SyntheticFaces.bare(new Box(-3, 20, 60, 90))));
    assertThat(new FaceTable(Ink.PLAIN, false).photo("a.jpg", photo).getFirst())
        .doesNotContain("live")
        .endsWith("quality");
    assertThat(new FaceTable(Ink.PLAIN, true).photo("a.jpg", photo).getFirst()).endsWith("live");
  }

  @Test
  void facesThatALimitLeftOutAreCounted() {
    List<AnalyzedFace> two =
        List.of(
            SyntheticFaces.bare(new Box(0, 0, 60, 90)), SyntheticFaces.bare(new Box(9, 0, 60, 9)));
    PhotoFaces photo = new PhotoFaces(10, 20, two, 99, new PhotoIntegrity.Whole());
    assertThat(new FaceTable(Ink.PLAIN, false).photo("a.jpg", photo).get(1))
        .isEqualTo("a.jpg  10 x 20  2 of 101 faces (--max-faces)");
  }

  @Test
  void colorsAreWrittenOnlyWhenAskedFor() {
    PhotoFaces photo = new PhotoFaces(10, 20, List.of());
    assertThat(new FaceTable(new Ink(true), true).photo("a.jpg", photo).getFirst())
        .contains("\u001b[1m");
    assertThat(new FaceTable(Ink.PLAIN, true).photo("a.jpg", photo).getFirst())
        .doesNotContain("\u001b");
  }

  @Test
  void aPhotoThatIsCutOffSaysSo() {
    PhotoFaces cut = new PhotoFaces(10, 20, List.of(), 0, new PhotoIntegrity.Damaged());
    assertThat(new FaceTable(Ink.PLAIN, false).photo("a.jpg", cut).getFirst())
        .isEqualTo(
            "a.jpg  10 x 20  no face  incomplete: cut off or damaged: part of the picture is"
                + " missing");
    PhotoFaces third = new PhotoFaces(10, 20, List.of(), 0, PhotoIntegrity.cutAt(14, 21));
    assertThat(new FaceTable(Ink.PLAIN, false).photo("a.jpg", third).getFirst())
        .isEqualTo("a.jpg  10 x 20  no face  incomplete: cut off: 33 % of the picture is missing");
  }

  @Test
  void aNameCannotMoveTheCursor() {
    PhotoFaces photo = new PhotoFaces(10, 20, List.of());
    assertThat(new FaceTable(Ink.PLAIN, true).photo("a\u001b[2J\n.jpg", photo).getFirst())
        .isEqualTo("a\ufffd[2J\ufffd.jpg  10 x 20  no face");
  }

  @Test
  void eyesAreANumberOrTheReasonWhyNot() {
    assertThat(FaceTable.eyes(new EyeOpen.Measured(0.5))).isEqualTo("open 0.50");
    assertThat(FaceTable.eyes(new EyeOpen.Measured(0.08))).isEqualTo("closed (0.08 open)");
    for (EyeOpen.Reason reason : EyeOpen.Reason.values()) {
      assertThat(FaceTable.eyes(new EyeOpen.Unknown(reason))).matches("\\([a-z]+\\)");
    }
  }

  @Test
  void aLowLivenessIsASuspicionAndSaysWhatItIsAShareOf() {
    assertThat(FaceTable.live(new Liveness.Measured(0.98))).isEqualTo("live 0.98");
    assertThat(FaceTable.live(new Liveness.Measured(0.33))).isEqualTo("spoof? (0.33 live)");
  }
}
