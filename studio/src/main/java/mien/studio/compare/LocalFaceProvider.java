package mien.studio.compare;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.core.compare.AgeEstimate;
import mien.core.compare.Calibration;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.engine.AnalyzedFace;
import mien.engine.Aspect;
import mien.engine.Begun;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.FaceEngine;
import mien.engine.PhotoFaces;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;
import mien.engine.model.OperatingPoint;

/**
 * The engine of this machine. One pass over a photo gives boxes, ages and embeddings of all faces.
 *
 * <p>It owns its engine from {@link #open} to {@link #close}.
 */
public final class LocalFaceProvider implements FaceProvider {

  /** Its name in settings and answers. */
  public static final String NAME = "local";

  /** The threshold for recognisers of the ArcFace family: 512 numbers, cosine. */
  public static final double ARCFACE_THRESHOLD = 0.35;

  private static final int ARCFACE_NUMBERS = 512;

  /** At which rate other recognisers have their threshold, as {@code mien compare} has it. */
  private static final double USUAL_RATE = 1e-3;

  private static final Set<Aspect> WANTED = EnumSet.of(Aspect.AGE_GENDER, Aspect.EMBEDDING);

  private final FaceEngine engine;
  private final EngineReport report;
  private final double threshold;
  private final Calibration calibration;

  private LocalFaceProvider(FaceEngine engine, OptionalDouble threshold) {
    this.engine = engine;
    this.report = engine.report();
    this.threshold = threshold.orElseGet(() -> usualThreshold(recogniser(report)));
    this.calibration = calibration(recogniser(report));
  }

  /**
   * Opens the engine.
   *
   * @param config aspects are set here
   * @param threshold empty takes the recogniser's default
   * @throws MienException OPERATOR if a model is missing or refused
   */
  public static LocalFaceProvider open(EngineConfig config, OptionalDouble threshold) {
    FaceEngine engine = FaceEngine.open(config.withAspects(WANTED));
    try {
      return new LocalFaceProvider(engine, threshold);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean loaded() {
    return true;
  }

  @Override
  public Standing standing() {
    return Standing.well(NAME);
  }

  /** What the engine is made of. */
  public EngineReport report() {
    return report;
  }

  /** The score at and above which two faces are one person. */
  public double threshold() {
    return threshold;
  }

  /** How many photos wait for the engine. */
  public int waiting() {
    return engine.waiting();
  }

  @Override
  public PhotoFaces find(byte[] photo) {
    return engine.analyze(photo, WANTED);
  }

  /** Finds the faces of a photo with age and gender, and computes no template of them. */
  public PhotoFaces ages(byte[] photo) {
    return engine.analyze(photo, EnumSet.of(Aspect.AGE_GENDER));
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
                        Blame.OPERATOR,
                        "model.missing",
                        "no model for ages is there: " + report.missing().get(Aspect.AGE_GENDER)))
            .ageYears();
    return Opinion.local(new AgeEstimate(years, AgeUncertainty.years(years)));
  }

  @Override
  public Opinion<Likeness> compare(SeenFace first, SeenFace second) {
    double score = CosineSimilarity.between(embedding(first.face()), embedding(second.face()));
    return Opinion.local(new Likeness(score, threshold, false, calibration.at(score)));
  }

  @Override
  public void close() {
    engine.close();
  }

  private static Embedding embedding(AnalyzedFace face) {
    return face.embedding()
        .orElseThrow(
            () ->
                new MienException(
                    Blame.OPERATOR,
                    "face.no-points",
                    "the detector in use gives no landmarks, which aligning needs; choose another"
                        + " with --detector"));
  }

  /**
   * The threshold of a recogniser when the settings have none: 0.35 for the ArcFace family, else
   * where the card's measured false match rate is nearest to one in a thousand.
   */
  static double usualThreshold(ModelCard card) {
    if (card.dimension() == ARCFACE_NUMBERS) {
      return ARCFACE_THRESHOLD;
    }
    return card.operatingPoints().stream()
        .min(
            Comparator.comparingDouble(
                point -> Math.abs(Math.log(point.falseMatchRate() / USUAL_RATE))))
        .map(OperatingPoint::threshold)
        .orElse(ARCFACE_THRESHOLD);
  }

  private static ModelCard recogniser(EngineReport report) {
    return report.models().stream()
        .map(EngineReport.ModelInUse::card)
        .filter(card -> card.task() == ModelTask.RECOGNITION)
        .findFirst()
        .orElseThrow(
            () ->
                new MienException(
                    Blame.BUG,
                    "studio.no-recogniser",
                    "the engine was opened without a recogniser"));
  }

  /** Points whose number of comparisons is not recorded have no interval, and are left out. */
  private static Calibration calibration(ModelCard card) {
    List<Calibration.Point> points =
        card.operatingPoints().stream()
            .filter(point -> point.comparisons() > 0)
            .map(
                point ->
                    new Calibration.Point(
                        point.threshold(),
                        point.falseMatchRate(),
                        point.comparisons(),
                        card.id() + " on " + point.measuredOn()))
            .toList();
    return new Calibration(points);
  }
}
