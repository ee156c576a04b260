package mien.engine.onnx;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.FaceEngine;
import mien.engine.PhotoFaces;
import mien.engine.graph.Dimension;
import mien.engine.graph.Node;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.ValueInfo;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Normalization;
import mien.engine.model.License;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelInput;
import mien.engine.model.ModelTask;

/**
 * The child of {@link QuietRunTest}: runs a small network and, when a models folder is given, a
 * whole analysis of a drawn photo, then prints what sockets this process holds.
 */
final class QuietRun {

  private static final List<Long> SHAPE = List.of(1L, 3L, 8L, 8L);

  private QuietRun() {}

  public static void main(String[] arguments) throws IOException {
    try (OnnxModel model = OnnxModel.open(card(), relu(), 1)) {
      System.out.println("ran " + model.run(SHAPE, into -> into.put(0, 1)).size());
    }
    if (arguments.length > 0) {
      analyze(Path.of(arguments[0]));
    }
    System.out.println("disabled " + TelemetryVariable.value());
    sockets().forEach(socket -> System.out.println("socket " + socket));
  }

  /** Everything that mien can say of a photo, though this one shows no face. */
  private static void analyze(Path models) throws IOException {
    try (FaceEngine engine =
        FaceEngine.open(
            EngineConfig.of(List.of(models)).withAspects(EnumSet.allOf(Aspect.class)))) {
      engine.report().models().forEach(used -> System.out.println("ran " + used.card().id()));
      PhotoFaces faces = engine.analyze(jpeg(), EnumSet.allOf(Aspect.class));
      System.out.println("ran over " + faces.width() + " x " + faces.height());
    }
  }

  private static byte[] jpeg() throws IOException {
    BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 320; x++) {
        picture.setRGB(x, y, (x * 255 / 320 << 16) | (y * 255 / 240 << 8) | (x ^ y) & 255);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(picture, "jpeg", bytes);
    return bytes.toByteArray();
  }

  private static List<String> sockets() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:")) {
            found.add(target);
          }
        }
      }
    }
    return found;
  }

  static ModelCard card() {
    return new ModelCard(
        new ModelId("relu"),
        ModelTask.QUALITY,
        ModelFamily.EDIFFIQA,
        "relu.onnx",
        0,
        "0".repeat(64),
        List.of(),
        new License("none", true, ""),
        Optional.of(new ModelInput(8, 8, Normalization.of(ChannelOrder.RGB, 0, 255))),
        0,
        Calibration.NONE);
  }

  private static byte[] relu() {
    OnnxGraph graph = OnnxGraph.empty(7, 11);
    Dimension[] shape = SHAPE.stream().map(Dimension::of).toArray(Dimension[]::new);
    graph.inputs().add(ValueInfo.of("x", shape));
    graph.outputs().add(ValueInfo.of("y", shape));
    graph.nodes().add(Node.of("Relu", List.of("x"), "y"));
    return graph.write();
  }
}
