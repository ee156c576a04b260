package mien.cli.faces;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names the annotated pictures of a run: the photo's place below the folder that was typed, with
 * {@code .faces} before the extension, so that no picture has a photo's name. Two photos of one
 * name get numbers. Case does not tell names apart, because some file systems do not.
 */
final class AnnotatedNames {

  private final Path folder;
  private final Set<String> taken = new HashSet<>();

  AnnotatedNames(Path folder) {
    this.folder = folder;
  }

  /**
   * A target for each photo, in order.
   *
   * @param photos that will be read
   */
  static List<Path> of(Path folder, List<FoundPhoto> photos) {
    AnnotatedNames names = new AnnotatedNames(folder);
    List<Path> targets = new ArrayList<>(photos.size());
    photos.forEach(photo -> targets.add(names.target(photo.below())));
    return targets;
  }

  /** {@code jpeg} or {@code png}, as the target's name says. */
  static String format(Path target) {
    return target.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? "png" : "jpeg";
  }

  private Path target(Path below) {
    String name = String.valueOf(below.getFileName());
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    boolean kept = Set.of(".jpg", ".jpeg", ".png").contains(extension);
    String stem = kept ? name.substring(0, dot) : name;
    String end = kept ? extension : ".jpg";
    Path place = below.getParent() == null ? folder : folder.resolve(below.getParent());
    for (int number = 1; ; number++) {
      String tail = number == 1 ? "" : "-" + number;
      Path target = place.resolve(stem + ".faces" + tail + end);
      if (taken.add(target.toString().toLowerCase(Locale.ROOT))) {
        return target;
      }
    }
  }
}
