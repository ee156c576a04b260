package mien.studio.consent;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import mien.engine.AnalyzedFace;
import mien.engine.Aspect;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.OnlyFace.NoFace;
import mien.engine.OnlyFace.OneFace;
import mien.engine.OnlyFace.Several;
import mien.engine.PhotoFaces;
import mien.engine.assess.AgeGender;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;
import mien.studio.frame.Faces;
import mien.vault.record.ClassificationProvider;
import mien.vault.subject.Classifications;

/**
 * The engine's guess of age and gender of the one face of a photo. The same bytes and the same
 * models give the same guess on the CPU provider, as {@code FaceEngine} promises.
 *
 * <p>{@code values} are {@code age_years} (whole years) and {@code gender} ({@code female} or
 * {@code male}, the likelier of the two). {@code provenance} has the SHA-256 of every model that
 * found or judged the face, by the model's id. For any number of threads.
 */
public final class OnnxClassification implements ClassificationProvider {

  /** Its name in settings and manifests. */
  public static final String NAME = "onnx";

  private static final System.Logger LOG = System.getLogger(OnnxClassification.class.getName());

  private static final Set<ModelTask> MODELS_OF_A_GUESS =
      EnumSet.of(ModelTask.DETECTION, ModelTask.AGE_GENDER);

  private final Function<byte[], PhotoFaces> engine;
  private final SortedMap<String, String> provenance = new TreeMap<>();

  /**
   * Over an engine.
   *
   * @param engine finds faces with their age and gender, and keeps nothing; stays its owner's
   * @param models that it finds and judges them with
   */
  public OnnxClassification(Function<byte[], PhotoFaces> engine, List<ModelCard> models) {
    this.engine = engine;
    models.forEach(card -> provenance.put(key(card), card.sha256()));
  }

  /** Over the engine of this machine, which computes no face template for that. */
  public static OnnxClassification of(Faces.Ready ready) {
    List<ModelCard> models =
        ready.models().stream()
            .map(ModelInUse::card)
            .filter(card -> MODELS_OF_A_GUESS.contains(card.task()))
            .toList();
    return new OnnxClassification(
        photo -> ready.engine().analyze(photo, EnumSet.of(Aspect.AGE_GENDER)), models);
  }

  @Override
  public Optional<Classifications> classify(byte[] photo) {
    return switch (engine.apply(photo).only()) {
      case NoFace _ -> none("the photo shows no face");
      case Several _ -> none("the photo shows several faces");
      case OneFace(AnalyzedFace face) ->
          face.ageGender()
              .map(this::guesses)
              .or(() -> none("no model for ages is there: see 'mien models list'"));
    };
  }

  private Classifications guesses(AgeGender guess) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("age_years", Long.toString(Math.round(guess.ageYears())));
    values.put("gender", guess.gender().name().toLowerCase(Locale.ROOT));
    return new Classifications(NAME, values, provenance);
  }

  private static Optional<Classifications> none(String why) {
    LOG.log(System.Logger.Level.WARNING, "no classifications: {0}", why);
    return Optional.empty();
  }

  private static String key(ModelCard card) {
    return card.id().value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]", "_");
  }
}
