package mien.engine.recognize;

import java.util.List;
import mien.core.face.Embedding;
import mien.core.geometry.FaceTemplate;
import mien.engine.align.AlignedFace;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;

/**
 * Recognizers of the ArcFace family (ArcFace, MobileFaceNet, EdgeFace, AuraFace, SFace): an aligned
 * face in, one vector out. Color order, normalization and dimension are the card's; nothing is
 * guessed from the graph.
 *
 * <p>The networks give vectors of any length; they are L2-normalized here, once, so that cosine
 * similarity is a dot product everywhere else (J. Deng et al., "ArcFace: Additive Angular Margin
 * Loss for Deep Face Recognition", CVPR 2019, compares angles only).
 *
 * <p>Faces run in batches of up to {@value #LARGEST_BATCH} where the graph leaves its first
 * dimension free; a graph with a fixed batch gets that many at a time, the last one filled up with
 * zeros. Batched and single results differ by no more than 1e-5 a value.
 *
 * <p>Holds no state but the model, which its owner closes. Safe for many threads at once.
 */
public final class ArcFaceEmbedder implements FaceEmbedder {

  /** The most faces in one forward pass: bounds the memory that one photo can ask for. */
  public static final int LARGEST_BATCH = EmbeddingNetwork.LARGEST_BATCH;

  private final EmbeddingNetwork network;

  /**
   * Embeds with {@code model}, which stays its owner's to close.
   *
   * @param model a recognizer with a square input and a dimension on its card
   * @throws mien.core.MienException BUG {@code recognize.card} if the card is of something else
   */
  public ArcFaceEmbedder(LoadedModel model) {
    this.network = new EmbeddingNetwork(model, ModelFamily.ARCFACE);
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
    return FaceTemplate.arcFace(inputSize());
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
