package mien.engine.recognize;

import java.util.List;
import mien.core.face.Embedding;
import mien.core.geometry.FaceTemplate;
import mien.engine.align.AlignedFace;
import mien.engine.model.ModelCard;

/** Turns aligned faces into embeddings. Safe for many threads at once. */
public interface FaceEmbedder {

  /** The model behind it; every embedding carries its id. */
  ModelCard card();

  /** Side of the aligned square it expects, in pixels. */
  int inputSize();

  /** Where it expects the five points. */
  FaceTemplate template();

  /**
   * Embeds several faces in one batch.
   *
   * @param faces aligned to {@link #inputSize}; may be empty
   * @return one embedding a face, in order
   */
  List<Embedding> embed(List<AlignedFace> faces);
}
