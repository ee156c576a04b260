package mien.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.cli.doctor.Finding.Area;
import mien.engine.model.ModelFolders;

/** Which settings hold, and which folders are used. */
final class FileCheck {

  private FileCheck() {}

  static List<Finding> findings(
      Optional<Path> settings, ModelFolders models, Optional<String> cache) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.good(
            Area.FILES,
            settings
                .map(file -> "settings were read from " + file)
                .orElse("no settings file; the defaults hold")));
    for (Path folder : models.search()) {
      findings.add(
          Finding.good(
              Area.FILES,
              "models are looked for in "
                  + folder
                  + (Files.isDirectory(folder) ? "" : " (does not exist)")));
    }
    models
        .download()
        .ifPresent(
            folder -> findings.add(Finding.good(Area.FILES, "pulled models go to " + folder)));
    cache.ifPresent(
        folder -> findings.add(Finding.good(Area.FILES, "prepared files lie in " + folder)));
    return findings;
  }
}
