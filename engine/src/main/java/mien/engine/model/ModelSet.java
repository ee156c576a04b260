package mien.engine.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.core.face.ModelId;

/**
 * The models that an engine takes, task by task. A set is a fixed list: which files a machine has
 * never changes which model is taken, so the same photo gets the same answer on every machine.
 *
 * <p>The default is {@link #REGISTRY}. The other sets name their own models where they have some
 * and the registry's for the other tasks.
 *
 * @param name for people: {@code registry}
 * @param models by task, in the order in which the engine takes them; a task that is not a key has
 *     no model in this set
 */
public record ModelSet(String name, Map<ModelTask, List<ModelId>> models) {

  /** The weights that package registries carry: the default, and the one that mien fetches. */
  public static final ModelSet REGISTRY =
      new ModelSet(
          "registry",
          Map.of(
              ModelTask.DETECTION, ids("fr_detect"),
              ModelTask.RECOGNITION, ids("fr_feature"),
              ModelTask.LANDMARKS, ids("mediapipe_blazeface_short", "mediapipe_face_mesh"),
              ModelTask.AGE_GENDER, ids("faceapi_age_gender"),
              ModelTask.EYE_STATE, ids("fr_eye")));

  /**
   * Published models of any license that allows any use. The recognizer stays the registry's: of
   * the open ones it is the most accurate that was measured.
   */
  public static final ModelSet OPEN =
      REGISTRY.with(
          "open",
          Map.of(
              ModelTask.DETECTION, ids("yunet_n_dynamic"),
              ModelTask.POSE, ids("3ddfa_v2_mb05"),
              ModelTask.LANDMARKS, ids("pfld_68"),
              ModelTask.EYE_STATE, ids("open_closed_eye_0001", "ocec_m"),
              ModelTask.LIVENESS, ids("minifasnet_v2_2.7", "minifasnet_v1se_4.0")));

  /** What InsightFace publishes for non-commercial research. */
  public static final ModelSet INSIGHTFACE =
      REGISTRY.with(
          "insightface",
          Map.of(
              ModelTask.DETECTION, ids("scrfd_10g_kps"),
              ModelTask.RECOGNITION, ids("w600k_r50"),
              ModelTask.AGE_GENDER, ids("genderage")));

  /** Copies. */
  public ModelSet {
    Map<ModelTask, List<ModelId>> copy = new EnumMap<>(ModelTask.class);
    models.forEach((task, ids) -> copy.put(task, List.copyOf(ids)));
    models = Map.copyOf(copy);
  }

  /** The models of a task, in order; empty where the set has none. */
  public List<ModelId> of(ModelTask task) {
    return models.getOrDefault(task, List.of());
  }

  /** The first model of a task. */
  public Optional<ModelId> first(ModelTask task) {
    return of(task).stream().findFirst();
  }

  /** All models of the set, task by task. */
  public List<ModelId> all() {
    return Stream.of(ModelTask.values()).flatMap(task -> of(task).stream()).toList();
  }

  /** The same set with these models for a task, in place of its own. */
  public ModelSet with(ModelTask task, ModelId... ids) {
    return with(name, Map.of(task, List.of(ids)));
  }

  /** The same set with this model for a task, if there is one. */
  public ModelSet with(ModelTask task, Optional<ModelId> id) {
    return id.map(chosen -> with(task, chosen)).orElse(this);
  }

  private ModelSet with(String otherName, Map<ModelTask, List<ModelId>> other) {
    Map<ModelTask, List<ModelId>> all = new EnumMap<>(ModelTask.class);
    all.putAll(models);
    all.putAll(other);
    return new ModelSet(otherName, all);
  }

  private static List<ModelId> ids(String... ids) {
    return Stream.of(ids).map(ModelId::new).collect(Collectors.toUnmodifiableList());
  }
}
