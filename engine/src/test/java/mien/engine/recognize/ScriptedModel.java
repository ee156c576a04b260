package mien.engine.recognize;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.FloatTensor;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ProviderReport;

/**
 * A recognizer made of arithmetic: value {@code d} of a face is the mean of plane {@code d % 3},
 * times {@code scale}, plus {@code d}. It keeps the shapes it was asked for.
 */
final class ScriptedModel implements LoadedModel {

  private final ModelCard card;
  private final long batch;
  private final float scale;
  final List<List<Long>> shapes = new ArrayList<>();

  ScriptedModel(ModelCard card, long batch, float scale) {
    this.card = card;
    this.batch = batch;
    this.scale = scale;
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public List<Long> inputShape() {
    return List.of(batch, 3L, 112L, 112L);
  }

  @Override
  public List<String> outputNames() {
    return List.of("embedding");
  }

  @Override
  public ProviderReport provider() {
    return new ProviderReport(List.of(ExecutionProvider.CPU), ExecutionProvider.CPU, Map.of());
  }

  @Override
  public List<FloatTensor> run(List<Long> shape, Consumer<FloatBuffer> fill) {
    shapes.add(shape);
    int count = Math.toIntExact(shape.get(0));
    int plane = 112 * 112;
    FloatBuffer input = FloatBuffer.allocate(count * 3 * plane);
    fill.accept(input);
    float[] values = new float[count * card.dimension()];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < card.dimension(); d++) {
        double sum = 0;
        for (int p = 0; p < plane; p++) {
          sum += input.get((i * 3 + d % 3) * plane + p);
        }
        values[i * card.dimension() + d] = (float) (scale * (sum / plane + d));
      }
    }
    List<Long> out = List.of((long) count, (long) card.dimension());
    return List.of(new FloatTensor("embedding", out, values));
  }

  @Override
  public void close() {}
}
