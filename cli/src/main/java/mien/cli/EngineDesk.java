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
    Ink ink = root.errInk();
    EngineReport report = engine.report();
    List<ModelInUse> models = report.models();
    Announcement.lines(report, config.threads(), ink).forEach(around.err()::println);
    new Terms(around).due(models).forEach(line -> around.err().println(ink.warning(line)));
    around.err().flush();
    return new OpenedEngine(engine, config, models);
  }
}
