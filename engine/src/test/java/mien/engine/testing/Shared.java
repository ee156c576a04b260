package mien.engine.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.core.face.ModelId;
import mien.engine.EngineConfig;
import mien.engine.model.ModelFolders;
import mien.engine.model.ModelSet;
import org.junit.jupiter.api.Assumptions;

/**
 * The research material beside the checkout ({@code ../shared}): real weights and labeled photos. A
 * test that needs it says so and is counted as skipped where it is missing.
 */
public final class Shared {

  private static final Path ROOT = locate();

  private Shared() {}

  /**
   * A file of weights, from wherever mien finds them: {@code ../shared/models}, and where {@code
   * make check} put the default pack; skips the test where it is missing.
   */
  public static Path model(String name) {
    return modelFolders().stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::exists)
        .findFirst()
        .orElseGet(() -> require(ROOT.resolve("models").resolve(name)));
  }

  /** The folders that mien looks for weights in. */
  public static List<Path> modelFolders() {
    Optional<Path> beside = Optional.of(ROOT.resolveSibling("checkout"));
    return ModelFolders.fromEnvironment(System.getenv(), beside).search();
  }

  /**
   * An engine with the models of the team's copy, which tests with bars were measured with; skips
   * the test where they are missing.
   */
  public static EngineConfig reference() {
    model("yunet_n_dynamic.onnx");
    model("edgeface_xs_512.onnx");
    return EngineConfig.of(modelFolders())
        .withModels(m -> m.withSet(ModelSet.OPEN).withRecognizer(new ModelId("edgeface_xs_512")));
  }

  /**
   * An engine with the default models, which every machine can have; skips the test where they were
   * not fetched.
   */
  public static EngineConfig registry() {
    model("fr_detect_dynamic.onnx");
    model("fr_feature_fast.onnx");
    model("faceapi_age_gender_1.7.15.onnx");
    return EngineConfig.of(modelFolders());
  }

  /** A file or folder of {@code ../shared/photos}; skips the test where it is missing. */
  public static Path photo(String name) {
    return require(ROOT.resolve("photos").resolve(name));
  }

  /**
   * Whether there is such a file or folder below {@code ../shared}: for tests that can do without.
   */
  public static boolean has(String path) {
    return Files.exists(ROOT.resolve(path));
  }

  private static Path require(Path path) {
    Assumptions.assumeTrue(Files.exists(path), () -> "skipped: needs " + path.getFileName());
    return path;
  }

  private static Path locate() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path shared = folder.resolve("shared");
      if (Files.isDirectory(shared.resolve("models"))) {
        return shared;
      }
      folder = folder.getParent();
    }
    return Path.of("shared").toAbsolutePath();
  }
}
