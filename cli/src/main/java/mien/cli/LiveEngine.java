package mien.cli;

import mien.engine.EngineConfig;

final class LiveEngine {
  private LiveEngine() {}

  static FacesEngine open(EngineConfig config) {
    throw new UnsupportedOperationException();
  }
}
