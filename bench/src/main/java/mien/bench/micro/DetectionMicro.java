package mien.bench.micro;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.ModelId;
import mien.core.geometry.NonMaxSuppression;
import mien.engine.detect.DetectionOptions;
import mien.engine.detect.FaceDetector;
import mien.engine.detect.FaceDetectors;
import mien.engine.image.Photo;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.FloatTensor;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ProviderReport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A detector without its network: letterbox, decoding of outputs, suppression. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class DetectionMicro {

  private static final int SIDE = 640;
  private static final DetectionOptions ONE_PASS =
      new DetectionOptions(0.5, OptionalInt.of(20), OptionalInt.of(SIDE), false, false, false);

  private final NonMaxSuppression suppression = NonMaxSuppression.plain(0.45);
  private List<Detection> candidates;
  private FaceDetector detector;
  private Photo photo;

  /** 500 candidates in 25 heaps; a network that always says the same, of few faces. */
  @Setup
  public void open() {
    Random random = new Random(1);
    candidates = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double x = i % 25 * 200 + random.nextDouble() * 10;
      candidates.add(
          new Detection(new Box(x, x, x + 100, x + 100), random.nextDouble(), Optional.empty()));
    }
    photo = Photo.ofRgb(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
    detector = FaceDetectors.of(new Canned(outputs(random)));
  }

  private static List<FloatTensor> outputs(Random random) {
    List<FloatTensor> outputs = new ArrayList<>();
    for (String kind : List.of("cls", "obj", "bbox", "kps")) {
      for (int stride : new int[] {8, 16, 32}) {
        int cells = (SIDE / stride) * (SIDE / stride);
        int each = kind.equals("bbox") ? 4 : kind.equals("kps") ? 10 : 1;
        float[] values = new float[cells * each];
        for (int i = 0; i < values.length; i++) {
          values[i] = each == 1 ? random.nextFloat() * random.nextFloat() * 0.6f : 0.3f;
        }
        outputs.add(
            new FloatTensor(kind + "_" + stride, List.of(1L, (long) cells, (long) each), values));
      }
    }
    return outputs;
  }

  /** Suppression alone. */
  @Benchmark
  public List<Detection> suppress() {
    return suppression.apply(candidates);
  }

  /** A 640 x 640 picture through YuNet's decoder. */
  @Benchmark
  public List<Detection> decode() {
    return detector.detect(photo, ONE_PASS);
  }

  private record Canned(List<FloatTensor> outputs) implements LoadedModel {

    @Override
    public ModelCard card() {
      return ModelCatalog.builtIn().require(new ModelId("yunet_2023mar"));
    }

    @Override
    public List<Long> inputShape() {
      return List.of(1L, 3L, (long) SIDE, (long) SIDE);
    }

    @Override
    public List<String> outputNames() {
      return outputs.stream().map(FloatTensor::name).toList();
    }

    @Override
    public ProviderReport provider() {
      return new ProviderReport(
          List.of(ExecutionProvider.CPU), ExecutionProvider.CPU, java.util.Map.of());
    }

    @Override
    public List<FloatTensor> run(List<Long> shape, Consumer<FloatBuffer> fill) {
      fill.accept(FloatBuffer.allocate(3 * SIDE * SIDE));
      return outputs;
    }

    @Override
    public void close() {}
  }
}
