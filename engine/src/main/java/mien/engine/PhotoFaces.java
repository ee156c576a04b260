package mien.engine;

import java.util.List;
import mien.core.MienException;
import mien.core.photo.PhotoFault;
import mien.core.photo.PhotoIntegrity;

/**
 * The faces of one photo.
 *
 * @param width columns of the photo as displayed
 * @param height rows of the photo as displayed
 * @param faces best first; empty when there are none
 * @param facesLeftOut how many more faces were found than a limit keeps, 0 or more
 * @param integrity how much of the picture the file has data for: what is missing was filled in by
 *     the decoder, and faces there may be missing or wrong
 */
public record PhotoFaces(
    int width, int height, List<AnalyzedFace> faces, int facesLeftOut, PhotoIntegrity integrity) {

  /** Copies and checks. */
  public PhotoFaces {
    faces = List.copyOf(faces);
    if (facesLeftOut < 0 || (facesLeftOut > 0 && faces.isEmpty())) {
      throw new IllegalArgumentException(
          "facesLeftOut must be 0 or more, and 0 where no face was kept, but was " + facesLeftOut);
    }
  }

  /** All faces of a photo whose file is whole. */
  public PhotoFaces(int width, int height, List<AnalyzedFace> faces) {
    this(width, height, faces, 0, new PhotoIntegrity.Whole());
  }

  /** Whether the file ends early or is damaged. */
  public boolean incomplete() {
    return integrity.incomplete();
  }

  /** The one face, or why there is none to take. Faces that a limit left out count. */
  public OnlyFace only() {
    int count = faces.size() + facesLeftOut;
    return switch (count) {
      case 0 -> new OnlyFace.NoFace();
      case 1 -> new OnlyFace.OneFace(faces.getFirst());
      default -> new OnlyFace.Several(count);
    };
  }

  /**
   * Refuses a photo of which a part is missing: what was filled in turns the same person into
   * another.
   *
   * @param name of the photo in the sentence: {@code photo 2}, or its file
   * @return itself
   * @throws MienException USER {@link PhotoFault#INCOMPLETE} if the photo is incomplete
   */
  public PhotoFaces requireComplete(String name) {
    if (incomplete()) {
      throw new MienException(
          PhotoFault.INCOMPLETE, name + " is " + integrity.description() + "; send the whole file");
    }
    return this;
  }
}
