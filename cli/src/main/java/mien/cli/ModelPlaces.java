package mien.cli;

import java.nio.file.Path;
import java.util.List;
import mien.cli.settings.Settings;

final class ModelPlaces {
  private ModelPlaces() {}

  static List<Path> of(Surroundings around, Settings settings) {
    return settings.models().folders();
  }
}
