package mien.cli.consent;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoFormat;
import mien.engine.image.PhotoLimits;

/** Photos that come in and go out. */
final class PhotoFiles {

  private static final Set<PhotoFormat> FORMATS =
      Set.of(PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.WEBP);

  private PhotoFiles() {}

  /**
   * The bytes of a picture, whose header was looked at and nothing else.
   *
   * @param most bytes
   */
  static byte[] picture(Path file, int most) {
    byte[] bytes;
    try {
      if (Files.size(file) > most) {
        throw refused("has more than " + most + " bytes: make it smaller", file);
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new MienException(
          Blame.USER, "photo.unreadable", "The file " + file + " cannot be read.", e);
    }
    if (!FORMATS.contains(new PhotoDecoder(PhotoLimits.DEFAULT).header(bytes).format())) {
      throw refused("is no JPEG, PNG or WebP: save it as one of them", file);
    }
    return bytes;
  }

  /** Writes a new file, for its owner alone. */
  static void write(Path file, byte[] bytes) {
    try {
      boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] owner =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      Files.createFile(file, owner);
      try {
        Files.write(file, bytes);
      } catch (IOException e) {
        // Half a photo is a photo of somebody all the same.
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (FileAlreadyExistsException e) {
      throw new MienException(
          Blame.USER,
          "usage.consent",
          "The file " + file + " is there already: name a new one.",
          e);
    } catch (IOException e) {
      throw new MienException(
          Blame.OPERATOR,
          "file.unwritable",
          "The file "
              + file
              + " cannot be written, and none was left: check its folder and the disk.",
          e);
    }
  }

  private static MienException refused(String why, Path file) {
    return new MienException(Blame.USER, "photo.refused", "The file " + file + " " + why + ".");
  }
}
