package mien.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mien.cli.doctor.Finding.Area;
import mien.cli.settings.Settings;
import mien.cli.settings.Words;
import mien.core.face.ModelId;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelStore;
import mien.engine.model.ModelTask;

/** Which weights each task would use, and what cannot be told without some. */
final class ModelCheck {

  private ModelCheck() {}

  static List<Finding> findings(ModelStore store, Settings.Models settings) {
    List<Finding> findings = new ArrayList<>();
    for (ModelTask task : ModelTask.values()) {
      // Quality is computed without a network; one for it is an extra.
      boolean known =
          task != ModelTask.QUALITY
              && store.catalog().cards(task).stream().anyMatch(ModelCard::isNetwork);
      if (known) {
        findings.add(task(store, task, settings));
      }
    }
    return findings;
  }

  private static Finding task(ModelStore store, ModelTask task, Settings.Models settings) {
    String name = Words.of(task).replace('-', ' ');
    var wanted =
        switch (task) {
          case DETECTION -> settings.detector();
          case RECOGNITION -> settings.recognizer();
          default -> java.util.Optional.<ModelId>empty();
        };
    if (wanted.isPresent() && !store.has(wanted.get())) {
      return Finding.problem(
          Area.MODELS,
          name + ": " + wanted.get() + " is asked for in the settings but is not here",
          "'mien models pull " + wanted.get() + "' fetches it");
    }
    var card = wanted.flatMap(store.catalog()::card).or(() -> store.preferred(task));
    if (card.isPresent()) {
      String use =
          card.get().license().commercialUse()
              ? card.get().license().name()
              : card.get().license().name() + ", non-commercial use only";
      return Finding.good(Area.MODELS, name + ": " + card.get().id() + " (" + use + ")");
    }
    String what = name + ": no model is here";
    String remedy =
        String.format(
            Locale.ROOT,
            "'mien models pull open' fetches what is licensed for any use; see 'mien models list'");
    return task == ModelTask.DETECTION
        ? Finding.problem(Area.MODELS, what + ", so nothing can be found", remedy)
        : Finding.note(Area.MODELS, what, remedy);
  }
}
