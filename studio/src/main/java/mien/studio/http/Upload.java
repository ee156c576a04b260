package mien.studio.http;

import java.util.Map;
import java.util.Optional;
import mien.core.MienException;

/**
 * A form that arrived whole, in memory. Closing it forgets its bytes and frees their memory for
 * others; that happens as soon as the request is answered.
 */
public final class Upload implements AutoCloseable {

  private final Map<String, byte[]> files;
  private final Map<String, String> texts;
  private final UploadBudget.Share share;

  Upload(Map<String, byte[]> files, Map<String, String> texts, UploadBudget.Share share) {
    this.files = files;
    this.texts = texts;
    this.share = share;
  }

  /**
   * A file's bytes; not to be written to.
   *
   * @throws MienException USER if the form has no such file
   */
  public byte[] file(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw UploadRefusal.missing(name);
    }
    return bytes;
  }

  /** A field's text, if it is there and not blank. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  @Override
  public void close() {
    files.clear();
    texts.clear();
    share.close();
  }
}
