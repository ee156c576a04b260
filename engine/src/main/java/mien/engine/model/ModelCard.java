package mien.engine.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;

/**
 * Everything that must be known of one set of weights before it may be used. Nothing here is
 * guessed from the file: the file is checked against the card.
 *
 * @param id its name
 * @param task what it is for
 * @param family which decoder understands it
 * @param fileName under which it is stored
 * @param bytes size of the file; 0 where the publisher's size is not recorded
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param sources where it can be fetched, first choice first; empty where it is not published in
 *     this form
 * @param license of the weights
 * @param input what the network takes; empty for files that are no network
 * @param dimension of the embedding; 0 for other tasks
 * @param calibration what was measured about a recognizer's scores; {@link Calibration#NONE} for
 *     other tasks and where nothing is known
 * @param graph what a forward pass on a fixed input must give; empty where that is not known
 * @param note what else a user or a developer should know of this very file, or empty
 */
public record ModelCard(
    ModelId id,
    ModelTask task,
    ModelFamily family,
    String fileName,
    long bytes,
    String sha256,
    List<ModelSource> sources,
    License license,
    Optional<ModelInput> input,
    int dimension,
    Calibration calibration,
    Optional<GraphContract> graph,
    String note) {

  private static final int SHA256_DIGITS = 64;

  /** Copies and checks. */
  public ModelCard {
    sources = List.copyOf(sources);
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(license, "license");
    Objects.requireNonNull(calibration, "calibration");
    Objects.requireNonNull(graph, "graph");
    if (!hexadecimal(sha256)) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, but was " + sha256);
    }
    if (bytes < 0 || dimension < 0) {
      throw new IllegalArgumentException("sizes are not negative on the card of " + id);
    }
    if (fileName.isEmpty() || fileName.contains("/") || fileName.contains("\\")) {
      throw new IllegalArgumentException(
          "a model's file name is one name without a folder, but was '" + fileName + "'");
    }
  }

  /** A card without a graph contract and without a note. */
  public ModelCard(
      ModelId id,
      ModelTask task,
      ModelFamily family,
      String fileName,
      long bytes,
      String sha256,
      List<ModelSource> sources,
      License license,
      Optional<ModelInput> input,
      int dimension,
      Calibration calibration) {
    this(
        id,
        task,
        family,
        fileName,
        bytes,
        sha256,
        sources,
        license,
        input,
        dimension,
        calibration,
        Optional.empty(),
        "");
  }

  /** The same card with what a forward pass must give. */
  public ModelCard withGraph(GraphContract contract) {
    return new ModelCard(
        id,
        task,
        family,
        fileName,
        bytes,
        sha256,
        sources,
        license,
        input,
        dimension,
        calibration,
        Optional.of(contract),
        note);
  }

  /** Whether the file is a network, and not numbers that go with one. */
  public boolean isNetwork() {
    return input.isPresent();
  }

  /**
   * What a user must be told once before the weights are used; empty when any use is allowed.
   *
   * @return one sentence
   */
  public Optional<String> termsNotice() {
    if (license.commercialUse()) {
      return Optional.empty();
    }
    return Optional.of(
        "the weights of "
            + id
            + " are under "
            + license.name()
            + ": non-commercial use only; for other uses choose a model that 'mien models list'"
            + " shows as open");
  }

  /** "1,234 bytes", or that the size is not recorded. */
  String sizeText() {
    return bytes == 0 ? "a size that is not recorded" : bytes + " bytes";
  }

  private static boolean hexadecimal(String text) {
    return text.length() == SHA256_DIGITS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
