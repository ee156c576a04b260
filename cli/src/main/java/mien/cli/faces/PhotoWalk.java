package mien.cli.faces;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.cli.faces.FoundPhoto.Origin;
import mien.cli.fault.CliFault;
import mien.core.FaultCode;
import mien.core.MienException;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult.Refused;

/**
 * Turns the words of the command line into photos: folders are read recursively, names in sorted
 * order. A folder is read once however many links lead to it, so a loop of links ends. Hidden
 * entries of a folder and everything that is not a plain file are left out.
 */
final class PhotoWalk {

  private static final String STDIN = "-";

  private final Path workingFolder;
  private final Optional<Path> leftOut;
  private final List<FoundPhoto> photos = new ArrayList<>();
  private final List<Refused<PhotoFaces>> refused = new ArrayList<>();
  private final Set<Path> foldersRead = new HashSet<>();

  /**
   * What a walk found.
   *
   * @param photos in the order in which they are to be read
   * @param refused what was asked for but cannot be read
   */
  record Found(List<FoundPhoto> photos, List<Refused<PhotoFaces>> refused) {}

  private PhotoWalk(Path workingFolder, Optional<Path> leftOut) {
    this.workingFolder = workingFolder;
    this.leftOut = leftOut;
  }

  /**
   * Finds photos.
   *
   * @param words paths, or {@code -} for standard input
   * @param workingFolder that relative paths stand in
   * @param leftOut a folder that is not entered: the one that results are written to
   * @throws MienException USER if a word is empty
   */
  static Found find(List<String> words, Path workingFolder, Optional<Path> leftOut) {
    PhotoWalk walk = new PhotoWalk(workingFolder, leftOut.map(PhotoWalk::real));
    words.forEach(walk::word);
    return new Found(List.copyOf(walk.photos), List.copyOf(walk.refused));
  }

  private void word(String word) {
    if (word.equals(STDIN)) {
      photos.add(new FoundPhoto(STDIN, workingFolder, Path.of("stdin"), Origin.STDIN));
      return;
    }
    if (word.isEmpty()) {
      // An unset variable in a script must not become the whole working folder.
      throw new MienException(CliFault.USAGE_PATH, "A path is empty; '.' is the current folder.");
    }
    Path path;
    try {
      path = workingFolder.resolve(word);
    } catch (InvalidPathException e) {
      refuse(
          word,
          CliFault.FILE_MISSING,
          "is not a path in this locale; for letters beyond ASCII set LC_ALL=C.UTF-8",
          e);
      return;
    }
    if (Files.isDirectory(path)) {
      folder(path, path, Path.of(word));
    } else if (Files.exists(path)) {
      Path own = path.getFileName();
      photos.add(new FoundPhoto(word, path, own == null ? path : own, Origin.NAMED));
    } else {
      refuse(word, CliFault.FILE_MISSING, "does not exist; check its name", null);
    }
  }

  private void folder(Path top, Path folder, Path typed) {
    Path real = real(folder);
    if (leftOut.filter(real::equals).isPresent() || !foldersRead.add(real)) {
      return;
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      String name = typed.resolve(top.relativize(folder)).toString();
      refuse(name, CliFault.FILE_UNREADABLE, "cannot be opened; check its permissions", e);
      return;
    }
    entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getFileName())));
    for (Path entry : entries) {
      if (String.valueOf(entry.getFileName()).startsWith(".")) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        folder(top, entry, typed);
      } else if (Files.isRegularFile(entry)) {
        Path below = top.relativize(entry);
        photos.add(new FoundPhoto(typed.resolve(below).toString(), entry, below, Origin.FOLDER));
      }
    }
  }

  private void refuse(
      String name, FaultCode code, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = "'" + name + "' " + why;
    refused.add(
        new Refused<>(
            name,
            cause == null
                ? new MienException(code, message)
                : new MienException(code, message, cause)));
  }

  /** The one true path of a file or folder, or the path itself where nothing is there. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException _) {
      return path.toAbsolutePath().normalize();
    } catch (IOException _) {
      return path.toAbsolutePath().normalize();
    }
  }
}
