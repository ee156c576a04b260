package mien.studio;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.engine.AnalyzedFace;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;
import mien.studio.compare.CompareFault;
import mien.studio.compare.LocalFaceProvider;
import mien.studio.consent.FaceReader;
import mien.studio.consent.OnnxClassification;

/**
 * The engine of this machine, as the consent desk needs it: the slices do not know one another.
 *
 * @param local stays its owner's
 */
record LocalFaces(LocalFaceProvider local) implements FaceReader {

  private static final Set<ModelTask> MODELS_OF_A_GUESS =
      EnumSet.of(ModelTask.DETECTION, ModelTask.AGE_GENDER);

  @Override
  public Reading read(byte[] photo) {
    List<AnalyzedFace> faces = local.find(photo).requireComplete("this photo").faces();
    if (faces.size() > 1) {
      return new Reading.SeveralFaces();
    }
    Optional<Embedding> embedding = faces.stream().findFirst().flatMap(AnalyzedFace::embedding);
    return embedding.<Reading>map(Reading.Face::new).orElseGet(Reading.NoFace::new);
  }

  @Override
  public ModelId model() {
    return card(ModelTask.RECOGNITION)
        .map(ModelCard::id)
        .orElseThrow(
            () ->
                new MienException(
                    CompareFault.STUDIO_NO_RECOGNIZER, "the engine has no recognizer"));
  }

  @Override
  public double threshold() {
    return local.threshold();
  }

  /** Its guesses of age and gender. */
  OnnxClassification classification() {
    List<ModelCard> models =
        cards().filter(card -> MODELS_OF_A_GUESS.contains(card.task())).toList();
    return new OnnxClassification(local::ages, models);
  }

  private Optional<ModelCard> card(ModelTask task) {
    return cards().filter(card -> card.task() == task).findFirst();
  }

  private Stream<ModelCard> cards() {
    return local.report().models().stream().map(ModelInUse::card);
  }
}
