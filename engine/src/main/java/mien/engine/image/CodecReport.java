package mien.engine.image;

import java.util.Objects;

/**
 * What one image codec is on this machine: for {@code mien doctor} and the log.
 *
 * @param name of the library: {@code libturbojpeg}
 * @param serves the photos that it reads
 * @param loaded whether it is used
 * @param version of the library, or where it was found; empty when it is not loaded
 * @param reason why it is not loaded; empty when it is
 * @param remedy what mends that, one clause; empty when nothing needs mending
 */
public record CodecReport(
    String name, String serves, boolean loaded, String version, String reason, String remedy) {

  /** Refuses nulls. */
  public CodecReport {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(serves, "serves");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(remedy, "remedy");
  }

  static CodecReport loaded(String name, String serves, String version) {
    return new CodecReport(name, serves, true, version, "", "");
  }

  static CodecReport missing(String name, String serves, String reason, String remedy) {
    return new CodecReport(name, serves, false, "", reason, remedy);
  }
}
