package mien.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.engine.Aspect;
import mien.engine.EngineReport;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.ModelTask;

/** Says on standard error what is unusual about an engine: what is missing or was refused. */
final class Announcement {

  private Announcement() {}

  /** A line for each aspect that is off and each provider that is not used; usually none. */
  static List<String> unusual(EngineReport report, Ink ink) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<Aspect, String> missing : new TreeMap<>(report.missing()).entrySet()) {
      lines.add(ink.warning(name(missing.getKey()) + " off: " + SafeText.of(missing.getValue())));
    }
    Set<String> refusals = new LinkedHashSet<>();
    for (ModelInUse model : report.models()) {
      for (Map.Entry<ExecutionProvider, String> refused : model.provider().refused().entrySet()) {
        refusals.add(refused.getKey().label() + " is not used: " + refused.getValue());
      }
    }
    refusals.forEach(refusal -> lines.add(ink.warning(SafeText.of(refusal))));
    return lines;
  }

  /** One line with the models and where they run. */
  static String models(EngineReport report, int threads, Ink ink) {
    List<String> named = new ArrayList<>();
    Set<String> places = new LinkedHashSet<>();
    for (ModelInUse model : report.models()) {
      if (model.card().task() == ModelTask.DETECTION) {
        named.add("detector " + model.card().id());
      } else if (model.card().task() == ModelTask.RECOGNITION) {
        named.add("recognizer " + model.card().id());
      }
      places.add(model.provider().actual().label());
    }
    named.add("on " + String.join(" and ", places));
    named.add(threads == 1 ? "1 thread" : threads + " threads");
    return ink.faint(String.join(", ", named));
  }

  private static String name(Aspect aspect) {
    return switch (aspect) {
      case HEAD -> "Head pose is";
      case AGE_GENDER -> "Age and gender are";
      case EYES -> "Eye state is";
      case LIVENESS -> "Liveness is";
      case EMBEDDING -> "The embedding is";
    };
  }
}
