package mien.studio.http;

import java.util.Set;
import mien.core.MienException;

/** A request, as far as a slice needs to know it. */
public interface Call {

  /**
   * Reads the form of this request.
   *
   * @param photos names of the fields that are photos
   * @param texts names of the fields that are text
   * @throws MienException USER for every refusal, BUSY when memory is short
   */
  Upload upload(Set<String> photos, Set<String> texts);
}
