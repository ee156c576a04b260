package mien.cli.doctor;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import mien.cli.doctor.Finding.Area;
import mien.cli.settings.Words;
import mien.core.face.ModelId;
import mien.engine.model.License;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelSet;
import mien.engine.model.ModelStore;
import mien.engine.model.ModelTask;

/** Which weights each task would use, and what cannot be told without some. */
final class ModelCheck {

  private ModelCheck() {}

  static List<Finding> findings(ModelStore store, ModelSet set) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.good(Area.MODELS, "the pack '" + set.name() + "' is in use (models.use)"));
    for (ModelTask task : ModelTask.values()) {
      // Quality is computed without a network; one for it is an extra.
      boolean known =
          task != ModelTask.QUALITY
              && store.catalog().cards(task).stream().anyMatch(ModelCard::isNetwork);
      if (known) {
        findings.add(task(store, task, set));
      }
    }
    return findings;
  }

  private static Finding task(ModelStore store, ModelTask task, ModelSet set) {
    String name = Words.of(task).replace('-', ' ');
    List<ModelId> taken = set.of(task);
    if (taken.isEmpty()) {
      return Finding.note(
          Area.MODELS,
          name + ": the pack '" + set.name() + "' has no model",
          "'mien models use open' takes one that has");
    }
    List<ModelId> missing = taken.stream().filter(id -> !store.has(id)).toList();
    if (missing.isEmpty()) {
      return Finding.good(
          Area.MODELS,
          name + ": " + taken.stream().map(id -> described(store, id)).collect(joining(" and ")));
    }
    String what =
        name + ": " + words(missing) + (missing.size() == 1 ? " is" : " are") + " not here";
    boolean standard = ModelSet.REGISTRY.all().containsAll(missing);
    String remedy =
        "'mien models pull" + (standard ? "" : " " + words(missing)) + "' fetches what is missing";
    return task == ModelTask.DETECTION
        ? Finding.problem(Area.MODELS, what + ", so nothing can be found", remedy)
        : Finding.note(Area.MODELS, what, remedy);
  }

  private static String words(List<ModelId> ids) {
    return ids.stream().map(ModelId::value).collect(joining(" "));
  }

  private static String described(ModelStore store, ModelId id) {
    License license = store.catalog().require(id).license();
    return id
        + " ("
        + license.name()
        + (license.commercialUse() ? ")" : ", non-commercial use only)");
  }
}
