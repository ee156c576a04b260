package mien.engine.recognize;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.engine.align.AlignedFace;
import mien.engine.fault.EngineFault;
import mien.engine.image.Photo;
import mien.engine.model.FloatTensor;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelInput;

/**
 * One vector a face from a recognizer's network, L2-normalized here, once, so that cosine
 * similarity is a dot product everywhere else.
 *
 * <p>Faces run in batches of up to {@value #LARGEST_BATCH} where the graph leaves its first
 * dimension free; a graph with a fixed batch gets that many at a time, the last one filled up with
 * zeros. Batched and single results differ by no more than 1e-5 a value.
 *
 * <p>Holds no state but the model, which its owner closes. Safe for many threads at once.
 */
final class EmbeddingNetwork {

  /** The most faces in one forward pass: bounds the memory that one photo can ask for. */
  static final int LARGEST_BATCH = 4;

  private final LoadedModel model;
  private final ModelInput input;

  /**
   * Embeds with {@code model}, which stays its owner's to close.
   *
   * @param model a recognizer with a square input and a dimension on its card
   * @param family that the card must have
   * @throws MienException BUG {@code recognize.card} if the card is of something else
   */
  EmbeddingNetwork(LoadedModel model, ModelFamily family) {
    ModelCard card = model.card();
    boolean square = card.input().filter(i -> i.width() > 0 && i.width() == i.height()).isPresent();
    if (card.family() != family || card.dimension() < 1 || !square) {
      throw new MienException(
          EngineFault.RECOGNIZE_CARD,
          "a recognizer's card has the family "
              + family
              + ", a square input and a dimension above zero, but that of "
              + card.id()
              + " has not; choose another recognizer");
    }
    this.model = model;
    this.input = card.input().orElseThrow();
  }

  ModelCard card() {
    return model.card();
  }

  int inputSize() {
    return input.width();
  }

  /**
   * One embedding a face, in order.
   *
   * @throws MienException BUG {@code recognize.size} if a face has another size, OPERATOR {@code
   *     recognize.output} if the network's answer is not what its card says
   */
  List<Embedding> embed(List<AlignedFace> faces) {
    for (AlignedFace face : faces) {
      requireSize(face.picture());
    }
    long fixed = model.inputShape().getFirst();
    int most = fixed > 0 ? Math.toIntExact(fixed) : LARGEST_BATCH;
    List<Embedding> embeddings = new ArrayList<>(faces.size());
    for (int from = 0; from < faces.size(); from += most) {
      List<AlignedFace> some = faces.subList(from, Math.min(from + most, faces.size()));
      embeddings.addAll(embedBatch(some, fixed > 0 ? most : some.size()));
    }
    return List.copyOf(embeddings);
  }

  private List<Embedding> embedBatch(List<AlignedFace> faces, int batch) {
    List<Long> shape = List.of((long) batch, 3L, (long) input.height(), (long) input.width());
    List<FloatTensor> outputs = model.run(shape, buffer -> write(faces, buffer));
    int dimension = card().dimension();
    FloatTensor output = outputs.getFirst();
    if (output.values().length != batch * dimension) {
      throw unusable("gave " + output.shape() + " for a batch of " + batch);
    }
    List<Embedding> embeddings = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      float[] raw = Arrays.copyOfRange(output.values(), i * dimension, (i + 1) * dimension);
      embeddings.add(normalized(raw));
    }
    return embeddings;
  }

  private void write(List<AlignedFace> faces, FloatBuffer buffer) {
    for (AlignedFace face : faces) {
      input.normalization().write(face.picture(), buffer);
    }
  }

  private Embedding normalized(float[] raw) {
    try {
      return Embedding.normalized(card().id(), raw);
    } catch (IllegalArgumentException e) {
      // The cause is dropped: it would put a number made from a face into logs.
      throw unusable("gave a vector without a direction");
    }
  }

  private MienException unusable(String what) {
    return new MienException(
        EngineFault.RECOGNIZE_OUTPUT,
        "the recognizer "
            + card().id()
            + " must give "
            + card().dimension()
            + " finite values a face, but "
            + what
            + "; fetch it again with 'mien models pull "
            + card().id()
            + "'");
  }

  private void requireSize(Photo picture) {
    if (picture.width() != input.width() || picture.height() != input.height()) {
      throw new MienException(
          EngineFault.RECOGNIZE_SIZE,
          "the recognizer "
              + card().id()
              + " takes faces of "
              + input.width()
              + " x "
              + input.height()
              + ", but got "
              + picture.width()
              + " x "
              + picture.height()
              + "; align to its size");
    }
  }
}
