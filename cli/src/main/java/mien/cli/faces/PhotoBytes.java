package mien.cli.faces;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.cli.faces.FoundPhoto.Origin;
import mien.cli.fault.CliFault;
import mien.cli.terminal.Amounts;
import mien.core.FaultCode;
import mien.core.MienException;
import mien.core.photo.PhotoFault;

/** Reads photo files, and never more of one than the limit allows. */
public final class PhotoBytes {

  private final InputStream stdin;
  private final long maxBytes;

  /**
   * Makes a reader.
   *
   * @param stdin what {@code -} means
   * @param maxBytes the most that a photo may have
   */
  public PhotoBytes(InputStream stdin, long maxBytes) {
    this.stdin = stdin;
    this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 16L);
  }

  /**
   * The bytes of a photo, or empty for a file in a folder that is not meant to be a photo.
   *
   * @throws MienException USER if it cannot be read or is too large
   */
  Optional<byte[]> read(FoundPhoto photo) {
    if (photo.origin() == Origin.STDIN) {
      return Optional.of(readStdin());
    }
    try (InputStream in = Files.newInputStream(photo.file())) {
      byte[] start = in.readNBytes(FileHeader.LENGTH);
      String fileName = String.valueOf(photo.file().getFileName());
      if (photo.origin() == Origin.FOLDER && !FileHeader.meantAsPhoto(fileName, start)) {
        return Optional.empty();
      }
      return Optional.of(rest(start, in, photo.name()));
    } catch (NoSuchFileException e) {
      throw refusal(CliFault.FILE_MISSING, photo.name(), "does not exist; check its name", e);
    } catch (AccessDeniedException e) {
      throw refusal(
          CliFault.FILE_UNREADABLE, photo.name(), "may not be read; check its permissions", e);
    } catch (IOException e) {
      throw refusal(CliFault.FILE_UNREADABLE, photo.name(), "cannot be read from its disk", e);
    }
  }

  /**
   * The bytes of a photo that was named.
   *
   * @param word a path, or {@code -} for standard input
   * @param folder that relative paths stand in
   * @throws MienException USER if it cannot be read or is too large
   */
  public byte[] readNamed(String word, Path folder) {
    List<FoundPhoto> found = named(word, folder);
    return read(found.getFirst()).orElseThrow();
  }

  private static List<FoundPhoto> named(String word, Path folder) {
    PhotoWalk.Found found = PhotoWalk.find(List.of(word), folder, Optional.empty());
    if (!found.refused().isEmpty()) {
      throw found.refused().getFirst().why();
    }
    if (found.photos().size() != 1 || found.photos().getFirst().origin() == Origin.FOLDER) {
      throw new MienException(CliFault.USAGE_PATH, "'" + word + "' is a folder; name one photo.");
    }
    return found.photos();
  }

  /** All of standard input. */
  private byte[] readStdin() {
    try {
      return rest(new byte[0], stdin, "standard input");
    } catch (IOException e) {
      throw refusal(CliFault.FILE_UNREADABLE, "standard input", "cannot be read", e);
    }
  }

  private byte[] rest(byte[] start, InputStream in, String name) throws IOException {
    byte[] rest = in.readNBytes((int) (maxBytes + 1 - Math.min(start.length, maxBytes)));
    if ((long) start.length + rest.length > maxBytes) {
      throw new MienException(
          PhotoFault.TOO_LARGE,
          "'"
              + name
              + "' has more than "
              + Amounts.bytes(maxBytes)
              + ", the most that a photo may have; raise it with --limit-bytes");
    }
    byte[] all = new byte[start.length + rest.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(rest, 0, all, start.length, rest.length);
    return all;
  }

  private static MienException refusal(FaultCode code, String name, String why, IOException cause) {
    return new MienException(code, "'" + name + "' " + why, cause);
  }
}
