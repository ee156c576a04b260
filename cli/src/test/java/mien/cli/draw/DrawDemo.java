package mien.cli.draw;

import java.awt.*;
import java.awt.image.BufferedImage;
import java.nio.file.*;
import java.util.List;
import mien.cli.testing.SyntheticFaces;
import mien.core.face.*;
import mien.engine.*;
import mien.engine.assess.Gender;

class DrawDemo {
  @org.junit.jupiter.api.Test
  void draw() throws Exception {
    BufferedImage p = new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = p.createGraphics();
    g.setPaint(new GradientPaint(0, 0, Color.WHITE, 1200, 800, new Color(20, 20, 30)));
    g.fillRect(0, 0, 1200, 800);
    PhotoFaces f =
        new PhotoFaces(
            1200,
            800,
            List.of(
                SyntheticFaces.full(
                    new Box(150, 180, 450, 560), new HeadPose(10, 25, -8), 34.4, Gender.FEMALE),
                SyntheticFaces.full(
                    new Box(600, 250, 780, 480), new HeadPose(-5, -30, 12), 61, Gender.MALE),
                SyntheticFaces.full(
                    new Box(850, 400, 910, 480), new HeadPose(0, 0, 0), 8, Gender.MALE),
                SyntheticFaces.full(
                    new Box(950, 400, 1010, 480), new HeadPose(0, 0, 0), 8, Gender.MALE),
                SyntheticFaces.full(
                    new Box(1100, 650, 1125, 682), new HeadPose(0, 0, 0), 8, Gender.MALE)));
    FaceArtist.draw(p, f);
    try (var o = Files.newOutputStream(Path.of("/tmp/demo.png"))) {
      PictureFile.write(p, "png", o);
    }
  }
}
