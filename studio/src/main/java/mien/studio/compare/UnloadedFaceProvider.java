package mien.studio.compare;

import java.util.Optional;
import mien.core.MienException;
import mien.core.compare.AgeEstimate;
import mien.engine.PhotoFaces;
import mien.engine.fault.EngineFault;

/**
 * Stands in while models are missing, so that the server can start and say what is missing.
 *
 * @param why the sentence that says which model, and how to get it; for the log, as it may name
 *     folders
 */
public record UnloadedFaceProvider(String why) implements FaceProvider {

  @Override
  public String name() {
    return LocalFaceProvider.NAME;
  }

  @Override
  public boolean loaded() {
    return false;
  }

  @Override
  public Standing standing() {
    return new Standing(Optional.empty(), Optional.of(EngineFault.PULL_MODELS));
  }

  @Override
  public PhotoFaces find(byte[] photo) {
    throw fault();
  }

  @Override
  public Opinion<AgeEstimate> age(SeenFace face) {
    throw fault();
  }

  @Override
  public Opinion<Likeness> compare(SeenFace first, SeenFace second) {
    throw fault();
  }

  @Override
  public void close() {}

  private MienException fault() {
    return new MienException(EngineFault.MODEL_MISSING, why);
  }
}
