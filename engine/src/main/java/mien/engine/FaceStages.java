package mien.engine;

import java.util.Optional;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.core.face.ModelId;
import mien.engine.EngineConfig.Alignment;
import mien.engine.align.AutoAligner;
import mien.engine.align.FaceAligner;
import mien.engine.align.FivePointAligner;
import mien.engine.align.FrontalAligner;
import mien.engine.assess.AgeEstimator;
import mien.engine.assess.AgeEstimators;
import mien.engine.assess.ClassifierEyeEstimator;
import mien.engine.assess.EarEyeEstimator;
import mien.engine.assess.EyeStateEstimator;
import mien.engine.assess.FaceQualityAssessor;
import mien.engine.assess.LivenessDetector;
import mien.engine.assess.MiniFasNetLiveness;
import mien.engine.assess.PfldLandmarks;
import mien.engine.assess.PoseEstimator;
import mien.engine.assess.TddfaBasis;
import mien.engine.assess.TddfaPoseEstimator;
import mien.engine.detect.FaceDetector;
import mien.engine.detect.FaceDetectors;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelTask;
import mien.engine.recognize.ArcFaceEmbedder;
import mien.engine.recognize.FaceEmbedder;

/**
 * The stages of the pipeline, wired by hand: the only place that says which class does what. A
 * stage that was not asked for, or has no model, is absent.
 */
record FaceStages(
    FaceDetector detector,
    Optional<FaceDetector> second,
    Optional<PoseEstimator> pose,
    Optional<Recognition> recognition,
    Optional<AgeEstimator> age,
    Optional<EyeStateEstimator> eyes,
    Optional<LivenessDetector> liveness,
    FaceQualityAssessor quality) {

  /** Alignment and the embedder that it feeds. */
  record Recognition(FaceAligner aligner, FaceEmbedder embedder) {}

  static FaceStages open(EngineConfig config, EngineModels models) {
    FaceDetector detector =
        FaceDetectors.of(models.require(ModelTask.DETECTION, config.detector()));
    boolean heads =
        config.aspects().contains(Aspect.HEAD)
            || config.aspects().contains(Aspect.EYES)
            || config.alignment() == Alignment.FRONTAL;
    Optional<PoseEstimator> pose =
        Optional.of(Aspect.HEAD).filter(_ -> heads).flatMap(aspect -> pose(models, aspect));
    return new FaceStages(
        detector,
        config
            .secondDetector()
            .map(id -> FaceDetectors.of(models.require(ModelTask.DETECTION, Optional.of(id)))),
        pose,
        when(config, Aspect.EMBEDDING).map(_ -> recognition(config, models, pose)),
        when(config, Aspect.AGE_GENDER)
            .flatMap(aspect -> models.prefer(ModelTask.AGE_GENDER, aspect))
            .map(AgeEstimators::of),
        when(config, Aspect.EYES).flatMap(aspect -> eyes(config, models, aspect)),
        when(config, Aspect.LIVENESS).flatMap(aspect -> liveness(models, aspect)),
        new FaceQualityAssessor());
  }

  private static Optional<Aspect> when(EngineConfig config, Aspect aspect) {
    return Optional.of(aspect).filter(config.aspects()::contains);
  }

  private static Optional<PoseEstimator> pose(EngineModels models, Aspect aspect) {
    return models
        .prefer(ModelTask.POSE, aspect)
        .map(
            network ->
                new TddfaPoseEstimator(
                    network, models.numbers(ModelFamily.TDDFA_V2_BASIS).map(TddfaBasis::read)));
  }

  private static Recognition recognition(
      EngineConfig config, EngineModels models, Optional<PoseEstimator> pose) {
    FaceEmbedder embedder =
        new ArcFaceEmbedder(models.require(ModelTask.RECOGNITION, config.recognizer()));
    int size = embedder.inputSize();
    FaceAligner aligner =
        switch (config.alignment()) {
          case FIVE_POINT -> new FivePointAligner(size);
          case FRONTAL -> new FrontalAligner(withShape(pose), size);
          case AUTO -> new AutoAligner(size, pose);
        };
    return new Recognition(aligner, embedder);
  }

  private static PoseEstimator withShape(Optional<PoseEstimator> pose) {
    return pose.filter(estimator -> estimator.meanFace().isPresent())
        .orElseThrow(
            () ->
                new MienException(
                    Blame.OPERATOR,
                    "model.missing",
                    "frontal alignment needs the network and the shape basis of 3DDFA_V2, but one"
                        + " is missing; put both into a models folder, or align by five points"));
  }

  private static Optional<EyeStateEstimator> eyes(
      EngineConfig config, EngineModels models, Aspect aspect) {
    return switch (config.eyes()) {
      case EAR ->
          models
              .all(aspect, new ModelId("pfld_68"))
              .map(loaded -> new EarEyeEstimator(new PfldLandmarks(loaded.getFirst())));
      case CLASSIFIER ->
          models
              .all(aspect, new ModelId("open_closed_eye_0001"), new ModelId("ocec_m"))
              .map(
                  loaded ->
                      new ClassifierEyeEstimator(
                          loaded.get(0),
                          loaded.get(1),
                          models.ifThere(new ModelId("pfld_68")).map(PfldLandmarks::new)));
    };
  }

  private static Optional<LivenessDetector> liveness(EngineModels models, Aspect aspect) {
    return models
        .all(aspect, new ModelId("minifasnet_v2_2.7"), new ModelId("minifasnet_v1se_4.0"))
        .map(loaded -> new MiniFasNetLiveness(loaded.get(0), loaded.get(1)));
  }
}
