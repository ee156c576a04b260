package mien.engine.model;

import mien.engine.checksum.Checksum;

/**
 * One version of an npm package, pinned by the checksum of its tarball.
 *
 * @param name such as {@code @scope/name}
 * @param version exact
 * @param integrity SHA-512 of the tarball as npm writes it: {@code sha512-} and base64
 * @param bytes size of the tarball
 */
public record NpmPackage(String name, String version, String integrity, long bytes) {

  /** Checks. */
  public NpmPackage {
    Checksum.integrity(integrity);
    if (!name.matches("(@[a-z0-9._-]+/)?[a-z0-9._-]+") || !version.matches("[0-9A-Za-z.+-]+")) {
      throw new IllegalArgumentException("not a package and a version: " + name + "@" + version);
    }
  }

  /** {@code name@version}. */
  public String spec() {
    return name + "@" + version;
  }

  /** The file that {@code npm pack} writes: {@code scope-name-1.0.0.tgz}. */
  public String tarball() {
    return name.replace("@", "").replace("/", "-") + "-" + version + ".tgz";
  }

  /** Where a registry keeps it, from the registry's root: {@code @scope/name/-/name-1.0.0.tgz}. */
  String registryPath() {
    return name + "/-/" + name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
  }

  Checksum checksum() {
    return Checksum.integrity(integrity);
  }
}
