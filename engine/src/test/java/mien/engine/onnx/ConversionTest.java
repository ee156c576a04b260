package mien.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mien.core.MienException;
import mien.engine.convert.Members;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.ValueInfo;
import mien.engine.model.Conversion;
import mien.engine.model.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Conversions of small members that are made here. That the real members give the right files is
 * checked at every pull, by the SHA-256 on the card.
 */
class ConversionTest {

  @ParameterizedTest
  @EnumSource
  void theSameMembersGiveTheSameBytes(Conversion conversion) {
    byte[] once = conversion.apply(Members.of(conversion));
    assertThat(conversion.apply(Members.of(conversion))).isEqualTo(once);
  }

  @Test
  void aFileAsItIsStaysItself() {
    byte[] member = {1, 2, 3};
    assertThat(Conversion.AS_IS.apply(List.of(member))).isEqualTo(member);
  }

  @Test
  void tfLiteComputesWhatItSays() throws Exception {
    float[] picture = new float[Members.HEIGHT * Members.WIDTH * 2];
    Random random = new Random(8);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = random.nextFloat() * 2 - 1;
    }
    byte[] model = Conversion.FACE_MESH.apply(Members.of(Conversion.FACE_MESH));

    assertThat(OnnxGraph.read(ByteBuffer.wrap(model)).nodes()).noneMatch(n -> n.is("PRelu"));
    int plane = Members.HEIGHT * Members.WIDTH;
    List<FloatTensor> outputs =
        PReluRewriteTest.run(
            model,
            List.of(2L, 2L, (long) Members.HEIGHT, (long) Members.WIDTH),
            into -> {
              for (int i = 0; i < 4 * plane; i++) { // the same picture twice
                into.put(picture[i % plane * 2 + i / plane % 2]);
              }
            });

    float[] expected = Members.expectedOfTfLite(picture);
    assertThat(outputs).extracting(FloatTensor::name).containsExactly("out0");
    assertThat(outputs.getFirst().shape()).containsExactly(2L, (long) expected.length);
    for (int half = 0; half < 2; half++) {
      int from = half * expected.length;
      float[] actual =
          Arrays.copyOfRange(outputs.getFirst().values(), from, from + expected.length);
      assertThat(PReluRewriteTest.difference(expected, actual)).isLessThan(1e-5);
    }
  }

  @Test
  void aDetectorOfOneSizeTakesAnySize() throws Exception {
    byte[] model = Conversion.RFB_ANY_SIZE.apply(Members.of(Conversion.RFB_ANY_SIZE));

    List<Long> shape = List.of(1L, 3L, 10L, 14L);
    List<FloatTensor> outputs = PReluRewriteTest.run(model, shape, PReluRewriteTest.noise(3, 1));

    assertThat(outputs).extracting(FloatTensor::name).containsExactly("scores", "462");
    assertThat(outputs.get(0).shape()).containsExactly(1L, 140L, 2L);
    assertThat(outputs.get(1).shape()).containsExactly(1L, 140L, 4L);
  }

  /** Channels without weights go; what is left computes the same, borders included. */
  @Test
  void aMobileFaceNetLosesWhatIsDeadAndComputesTheSame() throws Exception {
    byte[] original = Members.of(Conversion.MOBILE_FACE_NET).getFirst();
    byte[] model = Conversion.MOBILE_FACE_NET.apply(List.of(original));

    OnnxGraph graph = OnnxGraph.read(ByteBuffer.wrap(model));
    assertThat(graph.nodes()).noneMatch(node -> node.is("PRelu"));
    assertThat(graph.nodes().getFirst().input(1)).startsWith("mien.narrow");
    assertThat(graph.constant(graph.nodes().getFirst().input(1)).orElseThrow().shape())
        .containsExactly(Members.LIVING, 3, 1, 1);
    assertThat(graph.trueInputs())
        .extracting(ValueInfo::shape)
        .containsExactly(List.of(-1L, 3L, 5L, 6L));
    List<Long> one = List.of(1L, 3L, 5L, 6L);
    float[] expected =
        PReluRewriteTest.run(original, one, PReluRewriteTest.noise(9, 1)).getFirst().values();
    List<Long> three = List.of(3L, 3L, 5L, 6L);
    FloatTensor batch = PReluRewriteTest.run(model, three, PReluRewriteTest.noise(9, 1)).getFirst();
    assertThat(batch.shape()).containsExactly(3L, (long) expected.length);
    // One sum of 32 products a channel is folded: 32 * 2^-24, and 1e-6 that borders may stray.
    assertThat(
            PReluRewriteTest.difference(expected, Arrays.copyOf(batch.values(), expected.length)))
        .isLessThan(1e-5);
  }

  @ParameterizedTest
  @EnumSource(names = {"FACEAPI_AGE_GENDER", "DLIB_RESNET"})
  void faceApisNetworksAreWholeAndRun(Conversion conversion) throws Exception {
    byte[] model = conversion.apply(Members.of(conversion));
    OnnxGraph graph = OnnxGraph.read(ByteBuffer.wrap(model));
    long side = graph.trueInputs().getFirst().shape().get(2);

    List<FloatTensor> outputs =
        PReluRewriteTest.run(model, List.of(2L, 3L, side, side), PReluRewriteTest.noise(1, 255));

    assertThat(outputs)
        .extracting(FloatTensor::shape)
        .isEqualTo(
            conversion == Conversion.DLIB_RESNET
                ? List.of(List.of(2L, 128L))
                : List.of(List.of(2L, 1L), List.of(2L, 2L)));
    for (FloatTensor output : outputs) {
      for (float value : output.values()) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_IS")
  void damagedMembersAreRefusedOrConverted(Conversion conversion) {
    List<byte[]> members = Members.of(conversion);
    Random random = new Random(31);
    long bytes = members.stream().mapToLong(member -> member.length).sum();
    int tries = bytes > 1_000_000 ? 12 : 150;
    int refused = 0;
    for (int attempt = 0; attempt < tries; attempt++) {
      List<byte[]> damaged = new ArrayList<>(members);
      int which = random.nextInt(damaged.size());
      damaged.set(which, damaged(damaged.get(which), random, attempt));
      try {
        conversion.apply(damaged);
      } catch (MienException e) {
        assertThat(e.code()).isEqualTo("model.conversion");
        assertThat(e.blame()).isEqualTo(MienException.Blame.OPERATOR);
        refused++;
      }
    }
    assertThat(refused).isGreaterThanOrEqualTo(tries / 4); // every cut is seen
  }

  private static byte[] damaged(byte[] whole, Random random, int attempt) {
    if (attempt % 3 == 0) {
      return Arrays.copyOf(whole, random.nextInt(whole.length));
    }
    byte[] damaged = whole.clone();
    // Structure stands at the beginning of JSON and ONNX, and at the end of these TFLite files.
    int window = random.nextBoolean() ? whole.length : Math.min(whole.length, 600);
    int start = random.nextBoolean() ? 0 : whole.length - window;
    for (int i = 0; i <= attempt % 4; i++) {
      damaged[start + random.nextInt(window)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  @Test
  void aManifestIsReadStrictly() {
    for (String manifest :
        List.of(
            "",
            "[",
            "{}",
            "[{\"weights\":[]}] x",
            "[{\"weights\":[{\"name\":\"a\"}]}]",
            "[".repeat(10_000),
            "[{\"weights\":[],\"weights\":[]}]",
            "[{\"wei\\u0067hts\":[]}]",
            weight("[4]", "float32", ""),
            weight("[-1]", "float32", ""),
            weight("[99999,99999]", "float32", ""),
            weight("[1]", "int32", ""),
            weight(
                "[1]",
                "float32",
                ",\"quantization\":{\"dtype\":\"uint16\",\"scale\":1," + "\"min\":0}"))) {
      byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(
              () -> Conversion.DLIB_RESNET.apply(List.of(bytes, new byte[] {0, 0, 0, 0})))
          .as(manifest.substring(0, Math.min(60, manifest.length())))
          .isInstanceOf(MienException.class)
          .hasMessageContaining("DLIB_RESNET");
    }
  }

  @Test
  void theNumberOfMembersIsChecked() {
    assertThatThrownBy(() -> Conversion.DLIB_RESNET.apply(List.of(new byte[1])))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("takes 2 members");
  }

  private static String weight(String shape, String type, String more) {
    return "[{\"weights\":[{\"name\":\"fc\",\"shape\":%s,\"dtype\":\"%s\"%s}]}]"
        .formatted(shape, type, more);
  }
}
