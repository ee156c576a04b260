package mien.studio.compare;

import java.util.Objects;
import mien.engine.AnalyzedFace;

/**
 * A face and the photo that it is in.
 *
 * @param photo the file's bytes; not copied, not to be written to
 * @param width of the upright photo, in pixels
 * @param height of the upright photo, in pixels
 * @param face what the engine found, in displayed pixels of the upright photo
 */
@SuppressWarnings("ArrayRecordComponent") // a photo may have 10 MB: a copy for each face is waste
public record SeenFace(byte[] photo, int width, int height, AnalyzedFace face) {

  /** Refuses nothing. */
  public SeenFace {
    Objects.requireNonNull(photo, "photo");
    Objects.requireNonNull(face, "face");
  }

  @Override
  public String toString() {
    return "SeenFace[" + width + " x " + height + "]";
  }
}
