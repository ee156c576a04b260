package mien.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mien.cli.settings.Words;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.engine.Aspect;
import mien.engine.EngineReport;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.ModelTask;

/** Says on standard error what the results were made with. */
final class Announcement {

  private Announcement() {}

  /** One line with the models and where they run, and a line for each thing missing. */
  static List<String> lines(EngineReport report, int threads, Ink ink) {
    List<String> named = new ArrayList<>();
    Set<String> places = new LinkedHashSet<>();
    Set<String> refusals = new LinkedHashSet<>();
    for (ModelInUse model : report.models()) {
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
    for (Map.Entry<Aspect, String> missing : new TreeMap<>(report.missing()).entrySet()) {
      String what = Words.of(missing.getKey()).replace('-', ' ');
      lines.add(ink.warning("No " + what + ": " + SafeText.of(missing.getValue())));
    }
    refusals.forEach(refusal -> lines.add(ink.warning(SafeText.of(refusal))));
    return lines;
  }
}
