package mien.engine.recognize;

import java.util.List;
import mien.core.face.Embedding;
import mien.core.geometry.FaceTemplate;
import mien.engine.align.AlignedFace;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;

/**
 * dlib's ResNet (D. King, dlib_face_recognition_resnet_model_v1): a face aligned as dlib aligns it,
 * with a quarter of the mean face around it, 150 x 150, RGB 0 to 255 (the mean is subtracted inside
 * the graph), 128 numbers out.
 *
 * <p>The network was trained for Euclidean distance between vectors that it leaves at their own
 * length; here they are compared by cosine, like every other recognizer's. What that costs is
 * measured on its card.
 *
 * <p>Holds no state but the model, which its owner closes. Safe for many threads at once.
 */
public final class DlibEmbedder implements FaceEmbedder {

  /** Beyond the mean face on each side, in shares of it. */
  private static final double PADDING = 0.25;

  private final EmbeddingNetwork network;

  /**
   * Embeds with {@code model}, which stays its owner's to close.
   *
   * @param model dlib's ResNet
   * @throws mien.core.MienException BUG {@code recognize.card} if the card is of something else
   */
  public DlibEmbedder(LoadedModel model) {
    this.network = new EmbeddingNetwork(model, ModelFamily.DLIB_RESNET);
  }

  @Override
  public ModelCard card() {
    return network.card();
  }

  @Override
  public int inputSize() {
    return network.inputSize();
  }

  @Override
  public FaceTemplate template() {
    return FaceTemplate.dlib(inputSize(), PADDING);
  }

  /**
   * {@inheritDoc}
   *
   * @throws mien.core.MienException BUG {@code recognize.size} if a face has another size, OPERATOR
   *     {@code recognize.output} if the network's answer is not what its card says
   */
  @Override
  public List<Embedding> embed(List<AlignedFace> faces) {
    return network.embed(faces);
  }
}
