package mien.engine.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;
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
 * @param operatingPoints of a recogniser, by falling false match rate
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
    List<OperatingPoint> operatingPoints) {

  /** Copies and checks. */
  public ModelCard {
    sources = List.copyOf(sources);
    operatingPoints = List.copyOf(operatingPoints);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, but was " + sha256);
    }
  }

  /**
   * Where a file can be fetched.
   *
   * @param uri of the file itself or of a zip that holds it
   * @param zipMember path inside the zip; empty when the address is the file itself
   */
  public record ModelSource(URI uri, Optional<String> zipMember) {}
}
