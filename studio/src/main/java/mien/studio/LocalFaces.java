package mien.studio;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.engine.AnalyzedFace;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;
import mien.studio.compare.LocalFaceProvider;
import mien.studio.consent.FaceReader;
import mien.vault.ClassificationProvider;
import mien.vault.Classifications;

/**
 * The engine of this machine, as the consent desk needs it: the slices do not know one another.
 *
 * @param local stays its owner's
 */
record LocalFaces(LocalFaceProvider local) implements FaceReader, ClassificationProvider {

  @Override
  public Reading read(byte[] photo) {
    List<AnalyzedFace> faces = local.find(photo).faces();
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
                    Blame.BUG, "studio.no-recogniser", "the engine has no recogniser"));
  }

  @Override
  public double threshold() {
    return local.threshold();
  }

  /** Age and gender of the one face, and which weights guessed; nothing where they differ. */
  @Override
  public Optional<Classifications> classify(byte[] photo) {
    List<AnalyzedFace> faces = local.find(photo).faces();
    if (faces.size() != 1 || faces.getFirst().ageGender().isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, String> values = new TreeMap<>();
    values.put(
        "age_years", Long.toString(Math.round(faces.getFirst().ageGender().get().ageYears())));
    values.put(
        "gender",
        faces.getFirst().ageGender().get().gender().name().toLowerCase(java.util.Locale.ROOT));
    SortedMap<String, String> provenance = new TreeMap<>();
    card(ModelTask.AGE_GENDER).ifPresent(card -> provenance.put(key(card), card.sha256()));
    return Optional.of(new Classifications("onnx", values, provenance));
  }

  private static String key(ModelCard card) {
    return card.id().value().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_.]", "_");
  }

  private Optional<ModelCard> card(ModelTask task) {
    return local.report().models().stream()
        .map(ModelInUse::card)
        .filter(card -> card.task() == task)
        .findFirst();
  }
}
