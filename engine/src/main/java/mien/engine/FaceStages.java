package mien.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.core.geometry.FaceTemplate;
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
import mien.engine.assess.MiniXceptionEyeEstimator;
import mien.engine.assess.PfldLandmarks;
import mien.engine.assess.PoseEstimator;
import mien.engine.assess.TddfaBasis;
import mien.engine.assess.TddfaPoseEstimator;
import mien.engine.detect.FaceConfirmation;
import mien.engine.detect.FaceDetector;
import mien.engine.detect.FaceDetectors;
import mien.engine.detect.FaceFinder;
import mien.engine.fault.EngineFault;
import mien.engine.mesh.FaceMesher;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelSet;
import mien.engine.model.ModelTask;
import mien.engine.recognize.FaceEmbedder;
import mien.engine.recognize.FaceEmbedders;

/**
 * The stages of the pipeline, wired by hand: the only place that says which class does what. A
 * stage that was not asked for, or has no model, is absent.
 */
record FaceStages(
    FaceFinder finder,
    Optional<PoseEstimator> pose,
    Optional<Recognition> recognition,
    Optional<AgeEstimator> age,
    Optional<EyeStateEstimator> eyes,
    Optional<LivenessDetector> liveness,
    FaceQualityAssessor quality) {

  /** Alignment and the embedder that it feeds. */
  record Recognition(FaceAligner aligner, FaceEmbedder embedder) {}

  private static final ModelId TDDFA = new ModelId("3ddfa_v2_mb05");
  private static final ModelId PFLD = new ModelId("pfld_68");

  static FaceStages open(EngineConfig config, EngineModels models) {
    FaceDetector detector =
        FaceDetectors.of(models.require(ModelTask.DETECTION, config.models().detector()));
    Optional<PoseEstimator> pose = pose(config, models);
    return new FaceStages(
        new FaceFinder(detector, confirmation(models, detector.card())),
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
    return Optional.of(aspect).filter(config.analysis().aspects()::contains);
  }

  /**
   * The mesh confirms the faces of every detector; where its networks are not there, a detector
   * with key points of its own is believed.
   */
  private static Optional<FaceConfirmation> confirmation(EngineModels models, ModelCard detector) {
    List<ModelId> ids = ModelSet.REGISTRY.of(ModelTask.LANDMARKS);
    Optional<LoadedModel> blazeFace = mesh(models, ids.get(0), detector);
    Optional<LoadedModel> mesh = mesh(models, ids.get(1), detector);
    return blazeFace.flatMap(
        blaze -> mesh.map(points -> new FaceConfirmation(new FaceMesher(blaze, points))));
  }

  private static Optional<LoadedModel> mesh(EngineModels models, ModelId id, ModelCard detector) {
    return detector.family() == ModelFamily.RFB
        ? Optional.of(models.require(ModelTask.LANDMARKS, Optional.of(id)))
        : models.ifThere(id);
  }

  /**
   * 3DDFA_V2 where the set of models names it or frontal alignment needs it; else the mesh says.
   */
  private static Optional<PoseEstimator> pose(EngineConfig config, EngineModels models) {
    Set<Aspect> aspects = config.analysis().aspects();
    boolean wanted = aspects.contains(Aspect.HEAD) || aspects.contains(Aspect.EYES);
    boolean named = models.set().first(ModelTask.POSE).isPresent();
    if (config.analysis().alignment() == Alignment.FRONTAL || (wanted && named)) {
      Optional<LoadedModel> network =
          named ? models.prefer(ModelTask.POSE, Aspect.HEAD) : models.ifThere(TDDFA);
      return network.map(
          fit ->
              new TddfaPoseEstimator(
                  fit, models.numbers(ModelFamily.TDDFA_V2_BASIS).map(TddfaBasis::read)));
    }
    return Optional.empty();
  }

  private static Recognition recognition(
      EngineConfig config, EngineModels models, Optional<PoseEstimator> pose) {
    FaceEmbedder embedder =
        FaceEmbedders.of(models.require(ModelTask.RECOGNITION, config.models().recognizer()));
    FaceTemplate template = embedder.template();
    FaceAligner aligner =
        switch (config.analysis().alignment()) {
          case FIVE_POINT -> new FivePointAligner(template);
          case FRONTAL -> new FrontalAligner(withShape(pose), template.size());
          case AUTO -> new AutoAligner(template, pose);
        };
    return new Recognition(aligner, embedder);
  }

  private static PoseEstimator withShape(Optional<PoseEstimator> pose) {
    return pose.filter(estimator -> estimator.meanFace().isPresent())
        .orElseThrow(
            () ->
                new MienException(
                    EngineFault.MODEL_MISSING,
                    "frontal alignment needs the network and the shape basis of 3DDFA_V2, but one"
                        + " is missing; put both into a models folder, or align by five points"));
  }

  private static Optional<EyeStateEstimator> eyes(
      EngineConfig config, EngineModels models, Aspect aspect) {
    return switch (config.analysis().eyes()) {
      case EAR -> Optional.of(new EarEyeEstimator(pfld(models)));
      case CLASSIFIER ->
          models
              .ofSet(ModelTask.EYE_STATE, aspect)
              .map(
                  loaded ->
                      loaded.getFirst().card().family() == ModelFamily.MINI_XCEPTION_EYE
                          ? new MiniXceptionEyeEstimator(loaded.getFirst())
                          : new ClassifierEyeEstimator(loaded.get(0), loaded.get(1), pfld(models)));
    };
  }

  /** PFLD where the set of models names it. */
  private static Optional<PfldLandmarks> pfld(EngineModels models) {
    return models
        .set()
        .first(ModelTask.LANDMARKS)
        .filter(PFLD::equals)
        .flatMap(models::ifThere)
        .map(PfldLandmarks::new);
  }

  private static Optional<LivenessDetector> liveness(EngineModels models, Aspect aspect) {
    return models
        .all(aspect, new ModelId("minifasnet_v2_2.7"), new ModelId("minifasnet_v1se_4.0"))
        .map(loaded -> new MiniFasNetLiveness(loaded.get(0), loaded.get(1)));
  }
}
