package mien.studio.compare;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.core.compare.AgeEstimate;
import mien.core.compare.Calibration;
import mien.engine.Aspect;
import mien.engine.Begun;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.PhotoFaces;
import mien.engine.fault.EngineFault;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;
import mien.studio.frame.FaceFinder;
import mien.studio.frame.FrameFault;

/**
 * The engine of this machine. One pass over a photo gives boxes, ages and embeddings of all faces.
 */
public final class LocalFaceProvider implements FaceProvider {

  /** Its name in settings and answers. */
  public static final String NAME = "local";

  /** What comparing asks about each face. */
  static final Set<Aspect> WANTED = EnumSet.of(Aspect.AGE_GENDER, Aspect.EMBEDDING);

  private final FaceFinder engine;
  private final EngineReport report;
  private final Calibration calibration;
  private final double threshold;

  private LocalFaceProvider(FaceFinder engine, ThresholdRule rule) {
    this.engine = engine;
    this.report = engine.report();
    ModelCard recognizer = recognizer(report);
    this.calibration = recognizer.calibration();
    this.threshold = rule.of(recognizer);
  }

  /**
   * Compares with an engine that is open.
   *
   * @param engine opened as {@link #complete} says; stays its owner's
   * @param rule from which score two faces are one person
   */
  public static LocalFaceProvider over(FaceFinder engine, ThresholdRule rule) {
    return new LocalFaceProvider(engine, rule);
  }

  /** What comparing needs of an engine: the same faces at every door. */
  public static EngineConfig complete(EngineConfig config) {
    return config.withAspects(WANTED);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** A photo without an age cannot be compared: the age rules come first. */
  @Override
  public boolean loaded() {
    return report.missing().keySet().stream().noneMatch(WANTED::contains);
  }

  @Override
  public Standing standing() {
    return loaded()
        ? Standing.well(NAME)
        : new Standing(Optional.empty(), Optional.of(EngineFault.PULL_MODELS));
  }

  /** What the engine is made of. */
  public EngineReport report() {
    return report;
  }

  /** The score at and above which two faces are one person. */
  public double threshold() {
    return threshold;
  }

  @Override
  public PhotoFaces find(byte[] photo) {
    return engine.analyze(photo, WANTED);
  }

  @Override
  public Begun<PhotoFaces> begin(byte[] photo) {
    return engine.begin(photo, WANTED);
  }

  @Override
  public Opinion<AgeEstimate> age(SeenFace face) {
    double years =
        face.face()
            .ageGender()
            .orElseThrow(
                () ->
                    new MienException(
                        EngineFault.MODEL_MISSING,
                        "no model for ages is there: " + report.missing().get(Aspect.AGE_GENDER)))
            .ageYears();
    return Opinion.local(new AgeEstimate(years, AgeUncertainty.years(years)));
  }

  @Override
  public Opinion<Likeness> compare(SeenFace first, SeenFace second) {
    double score = first.face().similarityTo(second.face());
    return Opinion.local(
        new Likeness(
            score, threshold, false, calibration.at(score), calibration.childrenAt(threshold)));
  }

  /** The engine is its owner's. */
  @Override
  public void close() {}

  private static ModelCard recognizer(EngineReport report) {
    return report.models().stream()
        .map(EngineReport.ModelInUse::card)
        .filter(card -> card.task() == ModelTask.RECOGNITION)
        .findFirst()
        .orElseThrow(
            () ->
                new MienException(
                    FrameFault.NO_RECOGNIZER, "the engine was opened without a recognizer"));
  }
}
