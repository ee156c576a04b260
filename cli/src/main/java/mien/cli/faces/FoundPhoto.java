package mien.cli.faces;

import java.nio.file.Path;

/**
 * A photo that the user asked for.
 *
 * @param name how results name it: as it was typed, or below the folder that was typed
 * @param file where it is; unused for standard input
 * @param below path below the folder that was typed, or the file's own name
 * @param origin how it came here
 */
record FoundPhoto(String name, Path file, Path below, Origin origin) {

  /** How a photo came to be asked for. */
  enum Origin {
    /** It was named: if it is no photo, that is an error. */
    NAMED,
    /** It lay in a folder: if it is no photo, it is passed over. */
    FOLDER,
    /** Standard input. */
    STDIN
  }
}
