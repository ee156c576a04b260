package mien.bench.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.bench.accuracy.LabeledPhotos;
import mien.bench.accuracy.Strangers;
import mien.bench.options.Engines;
import mien.bench.options.Words;
import mien.core.face.ModelId;
import mien.core.people.SimilarityBars;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineConfig.Models;
import mien.engine.FaceEngine;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;

/**
 * What one recognizer makes of the labeled photos.
 *
 * @param card of the recognizer
 * @param detector that found the faces
 * @param people faces of labeled people
 * @param strangers faces of one person each, by group
 */
record Recognized(ModelCard card, String detector, LabeledFaces people, LabeledFaces strangers) {

  /** The recognizers whose weights are looked for, with the detector of their card's curves. */
  static final List<String> ALL =
      List.of(
          "fr_feature:fr_detect",
          "edgeface_xs_512:yunet_n_dynamic",
          "mobilefacenet_y1_128:yunet_n_dynamic",
          "dlib_resnet_v1:fr_detect",
          "w600k_r50:yunet_n_dynamic",
          "w600k_mbf:yunet_n_dynamic",
          "glintr100:yunet_n_dynamic",
          "auraface_v1:yunet_n_dynamic",
          "edgeface_s_gamma_05:yunet_n_dynamic",
          "edgeface_xs_gamma_06:yunet_n_dynamic",
          "sface_2021dec:yunet_n_dynamic");

  String id() {
    return card.id().value();
  }

  /** The card's thresholds for a small library, where it shows the rates. */
  Optional<SimilarityBars> bars() {
    return SimilarityBars.of(card.calibration());
  }

  /**
   * Sees all photos, or reads what an earlier run saw.
   *
   * @param pair recognizer and detector, with a colon between
   * @param cache a folder for embeddings, if the user named one
   */
  static Recognized of(
      String pair, Words words, Path folder, LabeledPeople people, Optional<Path> cache)
      throws IOException {
    String[] ids = pair.split(":", -1);
    EngineConfig config =
        Engines.config(words)
            .withAspects(Set.of(Aspect.EMBEDDING))
            .withModels(
                own ->
                    new Models(
                        own.folders(),
                        own.set(),
                        Optional.of(new ModelId(ids[1])),
                        Optional.of(new ModelId(ids[0]))));
    LabeledPhotos data = new LabeledPhotos(folder);
    try (FaceEngine engine = FaceEngine.open(config)) {
      ModelCard card =
          engine.report().models().stream()
              .map(model -> model.card())
              .filter(one -> one.task() == ModelTask.RECOGNITION)
              .findFirst()
              .orElseThrow();
      return new Recognized(
          card,
          ids[1],
          faces(data, engine, people.photos(), cache.map(at -> at.resolve(ids[0] + ".people"))),
          faces(
              data,
              engine,
              Strangers.of(data).photos(),
              cache.map(at -> at.resolve(ids[0] + ".strangers"))));
    }
  }

  private static LabeledFaces faces(
      LabeledPhotos data, FaceEngine engine, List<String> photos, Optional<Path> file)
      throws IOException {
    if (file.isPresent() && Files.exists(file.get())) {
      return LabeledFaces.read(file.get());
    }
    data.analyze(engine, Set.of(Aspect.EMBEDDING), photos);
    List<LabeledFaces.Face> faces = new ArrayList<>();
    for (String photo : photos) {
      data.subject(photo)
          .flatMap(face -> face.embedding())
          .ifPresent(found -> faces.add(new LabeledFaces.Face(photo, found.toArray())));
    }
    LabeledFaces all = new LabeledFaces(faces);
    if (file.isPresent()) {
      all.write(file.get());
    }
    return all;
  }
}
