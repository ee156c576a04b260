package mien.cli;

import java.util.List;
import mien.cli.EngineOptions.Job;
import mien.cli.terminal.Ink;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.EngineReport.ModelInUse;

/** Opens engines for commands, and says with what. */
public final class EngineDesk {

  private EngineDesk() {}

  /**
   * An engine and what it was made of; closing it closes the engine.
   *
   * @param engine open
   * @param config it was opened with
   * @param models it uses
   */
  public record OpenedEngine(FacesEngine engine, EngineConfig config, List<ModelInUse> models)
      implements AutoCloseable {
    @Override
    public void close() {
      engine.close();
    }
  }

  /** Opens an engine, and prints its models, their terms if they are due, and where they run. */
  public static OpenedEngine open(MienCommand root, EngineOptions options, Job job) {
    Surroundings around = root.surroundings();
    EngineConfig config = options.config(root.settings(), ModelPlaces.of(root).search(), job);
    FacesEngine engine = around.engines().open(config);
    EngineReport report = engine.report();
    announce(root, report, config.threads());
    return new OpenedEngine(engine, config, report.models());
  }

  /** Prints the models of an engine that runs, their terms if they are due, and where they run. */
  public static void announce(MienCommand root, EngineReport report, int threads) {
    Surroundings around = root.surroundings();
    Ink ink = root.errInk();
    Announcement.lines(report, threads, ink).forEach(around.err()::println);
    new Terms(around).due(report.models()).forEach(l -> around.err().println(ink.warning(l)));
    around.err().flush();
  }
}
