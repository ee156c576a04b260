package mien.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.cli.doctor.Finding.Area;
import mien.cli.settings.Settings;
import mien.core.MienException;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.InferenceRuntime;
import mien.engine.model.ProviderSupport;

/** What runs networks: which providers were asked for, which run, and why others do not. */
final class ProviderCheck {

  private ProviderCheck() {}

  static List<Finding> findings(Settings.Engine settings) {
    List<Finding> findings = new ArrayList<>();
    try {
      InferenceRuntime runtime = InferenceRuntime.describe();
      String what = "ONNX Runtime " + runtime.version() + ", " + runtime.nativesRemark();
      findings.add(
          runtime.natives().isPresent()
              ? Finding.good(Area.PROVIDERS, what)
              : Finding.note(
                  Area.PROVIDERS, what, "start through ./mien, which unpacks its library once"));
      findings.addAll(providers(settings, InferenceRuntime.tryProviders()));
    } catch (MienException e) {
      findings.add(
          Finding.problem(
              Area.PROVIDERS,
              "ONNX Runtime does not load: " + e.getMessage(),
              "mien runs on Linux x64 and arm64 with glibc, macOS arm64 and Windows x64; it needs a"
                  + " cache folder of your own that allows programs to run (XDG_CACHE_HOME)"));
    }
    return findings;
  }

  static List<Finding> providers(Settings.Engine settings, List<ProviderSupport> supports) {
    List<Finding> findings = new ArrayList<>();
    Optional<ExecutionProvider> runs = Optional.empty();
    for (ExecutionProvider wanted : settings.providers()) {
      Optional<ProviderSupport> support =
          supports.stream().filter(s -> s.provider() == wanted).findFirst();
      String refusal =
          support.isEmpty() ? "it is not known to this build" : support.get().refusal().orElse("");
      if (refusal.isEmpty()) {
        findings.add(Finding.good(Area.PROVIDERS, wanted.label() + " was asked for and runs"));
        runs = runs.or(() -> Optional.of(wanted));
      } else {
        findings.add(refused(wanted, refusal, settings.requireProvider()));
      }
    }
    findings.add(
        Finding.good(
            Area.PROVIDERS, "networks run on " + runs.orElse(ExecutionProvider.CPU).label()));
    for (ProviderSupport support : supports) {
      if (support.usable() && !settings.providers().contains(support.provider())) {
        findings.add(
            Finding.note(
                Area.PROVIDERS,
                support.provider().label() + " would run here but was not asked for",
                "try --provider " + support.provider().label() + ",cpu"));
      }
    }
    return findings;
  }

  private static Finding refused(ExecutionProvider wanted, String why, boolean required) {
    String what = wanted.label() + " was asked for but does not run: " + why;
    String remedy = "install what it needs, or leave it out of engine.providers";
    return required
        ? Finding.problem(Area.PROVIDERS, what, remedy)
        : Finding.note(Area.PROVIDERS, what, remedy);
  }
}
