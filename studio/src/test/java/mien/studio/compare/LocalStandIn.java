package mien.studio.compare;

import java.util.List;
import java.util.Optional;
import mien.core.compare.AgeEstimate;
import mien.core.compare.MeasuredRate;
import mien.core.compare.ScoreErrors;
import mien.engine.PhotoFaces;

/** This machine's side, with answers that can be told from the service's. */
final class LocalStandIn implements FaceProvider {

  static final double YEARS = 77;
  static final double SCORE = 0.125;

  boolean closed;

  @Override
  public String name() {
    return LocalFaceProvider.NAME;
  }

  @Override
  public boolean loaded() {
    return !closed;
  }

  @Override
  public Standing standing() {
    return new Standing(Optional.of(name()), Optional.empty());
  }

  @Override
  public PhotoFaces find(byte[] photo) {
    return new PhotoFaces(640, 480, List.of());
  }

  @Override
  public Opinion<AgeEstimate> age(SeenFace face) {
    return Opinion.local(new AgeEstimate(YEARS, 8));
  }

  @Override
  public Opinion<Likeness> compare(SeenFace first, SeenFace second) {
    return Opinion.local(
        new Likeness(SCORE, 0.35, false, ScoreErrors.UNKNOWN, new MeasuredRate.NotMeasured()));
  }

  @Override
  public void close() {
    closed = true;
  }
}
