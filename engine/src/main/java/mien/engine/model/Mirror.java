package mien.engine.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import mien.core.MienException;
import mien.engine.fault.EngineFault;

/** A place that keeps files under their own names, tried before the published addresses. */
public sealed interface Mirror {

  /**
   * A web folder.
   *
   * @param base its address, ending in a slash
   */
  record Web(URI base) implements Mirror {}

  /**
   * A folder of this machine, such as a stick or a network drive.
   *
   * @param path the folder
   */
  record Folder(Path path) implements Mirror {}

  /**
   * Reads what a user wrote: an http or https address, or a folder.
   *
   * @throws MienException USER {@code mirror.invalid} if it is neither
   */
  static Mirror parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      if (lower.startsWith("http://") || lower.startsWith("https://")) {
        return new Web(URI.create(text.endsWith("/") ? text : text + "/"));
      }
      if (!text.isBlank() && !text.contains("://")) {
        return new Folder(Path.of(text).toAbsolutePath());
      }
    } catch (IllegalArgumentException e) {
      throw invalid(text, e);
    }
    throw invalid(text, new IllegalArgumentException("unknown scheme"));
  }

  private static MienException invalid(String text, Exception cause) {
    return new MienException(
        EngineFault.MIRROR_INVALID,
        "a mirror is an http or https address or a folder, but was '" + text + "'",
        cause);
  }
}
