package mien.cli.consent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import mien.cli.fault.CliFault;
import mien.core.MienException;
import mien.core.photo.PhotoFault;
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
    try (InputStream in = Files.newInputStream(file)) {
      // Not by the size that it says: a pipe or a device has none, and no end.
      bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw refused("has more than " + most + " bytes: make it smaller", file);
      }
    } catch (IOException e) {
      throw new MienException(
          PhotoFault.UNREADABLE, "The file " + file + " cannot be read: check the path.", e);
    }
    if (!FORMATS.contains(new PhotoDecoder(PhotoLimits.DEFAULT).header(bytes).format())) {
      throw refused("is no JPEG, PNG or WebP: save it as one of them", file);
    }
    return bytes;
  }

  /**
   * Writes a new file, for its owner alone.
   *
   * @param vault in which it must not lie: what is handed out is not sealed, no erasure would find
   *     it there, and the vault's backups would keep it
   */
  static void write(Path file, byte[] bytes, Path vault) {
    requireOutside(file, vault);
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
        // Half a photo is still a photo of a person.
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (FileAlreadyExistsException e) {
      throw new MienException(
          CliFault.USAGE_CONSENT, "The file " + file + " is there already: name a new one.", e);
    } catch (IOException e) {
      throw new MienException(
          CliFault.FILE_UNWRITABLE,
          "The file "
              + file
              + " cannot be written, and none was left: check its folder and the disk.",
          e);
    }
  }

  /** Before anything is handed out, and written down as handed out. */
  static void requireOutside(Path file, Path vault) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    try {
      if (folder == null || !folder.toRealPath().startsWith(vault.toRealPath())) {
        return;
      }
    } catch (IOException _) {
      // A folder that is not there cannot be the vault's; writing into it says so.
      return;
    }
    throw new MienException(
        CliFault.USAGE_CONSENT,
        "What is handed out is not sealed and must not lie in the vault, but "
            + file
            + " is inside its folder: name another place.");
  }

  private static MienException refused(String why, Path file) {
    return new MienException(PhotoFault.REFUSED, "The file " + file + " " + why + ".");
  }
}
