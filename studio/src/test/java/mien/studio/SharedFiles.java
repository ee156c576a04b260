package mien.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mien.core.face.ModelId;
import mien.engine.EngineConfig;
import mien.engine.model.ModelFolders;
import mien.engine.model.ModelSet;
import org.junit.jupiter.api.Assumptions;

/** Real weights and photos of the team's common copy; a test skips where they are missing. */
final class SharedFiles {

  private static final String AGES = "faceapi_age_gender_1.7.15.onnx";

  private SharedFiles() {}

  static Path models() {
    return require("models");
  }

  /** An engine with the models that bars were measured with; skips where they are missing. */
  static EngineConfig engine() {
    models();
    Optional<EngineConfig> engine = engineIfThere();
    Assumptions.assumeTrue(engine.isPresent(), "skipped: needs " + AGES);
    return engine.orElseThrow();
  }

  static Optional<EngineConfig> engineIfThere() {
    List<Path> folders =
        Stream.concat(
                find("models").stream(),
                ModelFolders.fromEnvironment(System.getenv(), Optional.of(checkout()))
                    .search()
                    .stream())
            .toList();
    return find("models")
        .filter(_ -> folders.stream().anyMatch(folder -> Files.exists(folder.resolve(AGES))))
        .map(
            _ ->
                EngineConfig.of(folders)
                    .withModels(
                        m ->
                            m.withSet(ModelSet.OPEN)
                                .withRecognizer(new ModelId("edgeface_xs_512"))));
  }

  static byte[] photo(String name) {
    try {
      return Files.readAllBytes(require("photos/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The root of the source tree. */
  static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** A folder or file of the common copy, if it is there. */
  static Optional<Path> find(String name) {
    for (Path folder = checkout(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("shared").resolve(name);
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static Path require(String name) {
    Optional<Path> found = find(name);
    Assumptions.assumeTrue(found.isPresent(), "skipped: needs ../shared/" + name);
    return found.orElseThrow();
  }
}
