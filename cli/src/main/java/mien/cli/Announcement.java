package mien.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mien.cli.FacesEngine.ModelInUse;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.ModelTask;

/** Says on standard error what the results were made with. */
final class Announcement {

  private Announcement() {}

  /** One line with the models and where they run, and a line for each provider refused. */
  static List<String> lines(List<ModelInUse> models, int threads, Ink ink) {
    List<String> named = new ArrayList<>();
    Set<String> places = new LinkedHashSet<>();
    Set<String> refusals = new LinkedHashSet<>();
    for (ModelInUse model : models) {
      if (model.card().task() == ModelTask.DETECTION) {
        named.add("detector " + model.card().id());
      } else if (model.card().task() == ModelTask.RECOGNITION) {
        named.add("recogniser " + model.card().id());
      }
      places.add(model.provider().actual().label());
      for (Map.Entry<ExecutionProvider, String> refused : model.provider().refused().entrySet()) {
        refusals.add(refused.getKey().label() + " is not used: " + refused.getValue());
      }
    }
    named.add("on " + String.join(" and ", places));
    named.add(threads == 1 ? "1 thread" : threads + " threads");
    List<String> lines = new ArrayList<>();
    lines.add(ink.faint(String.join(", ", named)));
    refusals.forEach(refusal -> lines.add(ink.warning(SafeText.of(refusal))));
    return lines;
  }
}
