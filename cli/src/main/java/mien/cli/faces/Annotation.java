package mien.cli.faces;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.cli.draw.FaceArtist;
import mien.cli.draw.PictureFile;
import mien.cli.fault.CliFault;
import mien.cli.file.AtomicFile;
import mien.core.MienException;
import mien.engine.Look;

/**
 * Writes pictures with everything drawn in, one per photo. Safe for many threads at once.
 *
 * @param folder that was asked for
 * @param targets a file for each photo of the run
 */
record Annotation(Path folder, List<Path> targets) {

  /** Larger photos are drawn reduced to this long side, in pixels. */
  static final int LONG_SIDE = 2400;

  /** Copies. */
  Annotation {
    targets = List.copyOf(targets);
  }

  /**
   * Draws one photo.
   *
   * @throws MienException OPERATOR if its file cannot be written
   */
  void write(int index, Look look) {
    Path target = targets.get(index);
    BufferedImage picture = PictureFile.drawable(look.picture(LONG_SIDE));
    FaceArtist.draw(picture, look.faces());
    try {
      // The user named the folder; the folders below it are those of the photos.
      Files.createDirectories(target.getParent());
    } catch (IOException e) {
      throw unwritable(target, e);
    }
    try (AtomicFile file = AtomicFile.begin(target)) {
      PictureFile.write(picture, AnnotatedNames.format(target), file.stream());
      file.commit();
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static MienException unwritable(Path target, IOException cause) {
    return new MienException(
        CliFault.FILE_UNWRITABLE,
        "'" + target + "' cannot be written; check permissions and free space.",
        cause);
  }
}
