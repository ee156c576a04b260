package mien.engine.model;

import java.net.URI;
import java.util.Optional;

/**
 * Where a file can be fetched.
 *
 * @param uri of the file itself or of a zip that holds it
 * @param member what to take out of the zip; empty when the address is the file itself
 */
public record ModelSource(URI uri, Optional<ZipMember> member) {

  /**
   * A file inside a zip that is itself verified.
   *
   * @param path inside the zip; only its last part is required to match
   * @param zipSha256 of the whole zip
   * @param zipBytes size of the whole zip; 0 where it is not recorded
   */
  public record ZipMember(String path, String zipSha256, long zipBytes) {}

  /** The file itself. */
  public static ModelSource of(String address) {
    return new ModelSource(URI.create(address), Optional.empty());
  }

  /** The name under which a mirror keeps what the address gives: its last part. */
  public String fileName() {
    String path = uri.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
