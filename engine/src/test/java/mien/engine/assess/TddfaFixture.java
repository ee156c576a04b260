package mien.engine.assess;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Normalization;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.FloatTensor;
import mien.engine.model.License;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelInput;
import mien.engine.model.ModelTask;
import mien.engine.model.ProviderReport;
import mien.engine.onnx.OnnxModel;
import mien.engine.testing.Shared;

/** 3DDFA_V2 for tests: the real network and basis, or a network that always says the same. */
public final class TddfaFixture {

  private static final ModelCard CARD =
      new ModelCard(
          new ModelId("3ddfa_v2_mb05"),
          ModelTask.POSE,
          ModelFamily.TDDFA_V2,
          "3ddfa_v2_mb05.onnx",
          3_390_397,
          "06175f37ca04a486bf2d4ff662f9efe05970ed59cfdc2bb4337bfb0a9850ea8d",
          List.of(),
          new License("MIT", true, ""),
          Optional.of(new ModelInput(120, 120, Normalization.of(ChannelOrder.BGR, 127.5, 128))),
          0,
          Calibration.NONE);

  private TddfaFixture() {}

  /** The real network; the caller closes it. */
  public static LoadedModel open() throws IOException {
    return OnnxModel.open(CARD, Files.readAllBytes(Shared.model(CARD.fileName())), 1);
  }

  /** The real basis. */
  public static TddfaBasis realBasis() throws IOException {
    return TddfaBasis.read(Files.readAllBytes(Shared.model("3ddfa_v2_kps68_basis.bin")));
  }

  static byte[] syntheticBasis() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TddfaFixture.class.getResourceAsStream("tddfa-basis.bin"))) {
      return in.readAllBytes();
    }
  }

  /** A network that says the same of every crop and keeps what it was shown. */
  static final class Parrot implements LoadedModel {
    final List<float[]> inputs = new ArrayList<>();
    final List<List<Long>> shapes = new ArrayList<>();
    private final float[] answer;

    Parrot(float[] answer) {
      this.answer = answer;
    }

    @Override
    public ModelCard card() {
      return CARD;
    }

    @Override
    public List<Long> inputShape() {
      return List.of(-1L, 3L, 120L, 120L);
    }

    @Override
    public List<String> outputNames() {
      return List.of("params");
    }

    @Override
    public ProviderReport provider() {
      return new ProviderReport(List.of(ExecutionProvider.CPU), ExecutionProvider.CPU, Map.of());
    }

    @Override
    public List<FloatTensor> run(List<Long> shape, Consumer<FloatBuffer> fill) {
      int count = Math.toIntExact(shape.getFirst());
      FloatBuffer input = FloatBuffer.allocate(count * 3 * 120 * 120);
      fill.accept(input);
      inputs.add(input.array());
      shapes.add(shape);
      float[] values = new float[count * answer.length];
      for (int i = 0; i < count; i++) {
        System.arraycopy(answer, 0, values, i * answer.length, answer.length);
      }
      return List.of(
          new FloatTensor("params", List.of((long) count, (long) answer.length), values));
    }

    @Override
    public void close() {}
  }
}
