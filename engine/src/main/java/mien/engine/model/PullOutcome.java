package mien.engine.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.core.face.ModelId;

/** What came of one model of a pull. */
public sealed interface PullOutcome {

  /** The model. */
  ModelId id();

  /**
   * It was there already, verified.
   *
   * @param id the model
   * @param file the good file
   */
  record AlreadyThere(ModelId id, Path file) implements PullOutcome {}

  /**
   * It was fetched and verified.
   *
   * @param id the model
   * @param file where it is now
   * @param source where it came from
   * @param movedAside a wrong file of the same name that was in the way, kept under a new name
   */
  record Pulled(ModelId id, Path file, String source, Optional<Path> movedAside)
      implements PullOutcome {}

  /**
   * Its terms were not accepted.
   *
   * @param id the model
   */
  record Declined(ModelId id) implements PullOutcome {}

  /**
   * No place gave it.
   *
   * @param id the model
   * @param reasons one sentence for each place that was tried; tells when there was none to try
   */
  record Failed(ModelId id, List<String> reasons) implements PullOutcome {

    /** Copies. */
    public Failed {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * It comes in an npm package, no mirror had that, and this machine has neither the npm client nor
   * settings that name a registry.
   *
   * @param id the model
   * @param origin the package
   * @param reasons one sentence for each mirror that was tried
   */
  record NoRegistry(ModelId id, NpmPackage origin, List<String> reasons) implements PullOutcome {

    /** Copies. */
    public NoRegistry {
      reasons = List.copyOf(reasons);
    }
  }
}
