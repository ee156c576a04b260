package mien.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mien.cli.command.EngineOptions.Job;
import mien.cli.terminal.Ink;
import mien.core.MienException;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.fault.EngineFault;

/** Opens engines for commands, and says with what. */
public final class EngineAccess {

  private EngineAccess() {}

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

  /**
   * Opens an engine, fetching default weights first, and prints what is unusual about it and the
   * terms that are due.
   */
  public static OpenedEngine open(MienCommand root, EngineOptions options, Job job) {
    return open(root, options, job, UnaryOperator.identity());
  }

  /**
   * As {@link #open(MienCommand, EngineOptions, Job)}.
   *
   * @param completing what a slice needs beyond the options
   */
  public static OpenedEngine open(
      MienCommand root, EngineOptions options, Job job, UnaryOperator<EngineConfig> completing) {
    Surroundings around = root.surroundings();
    EngineConfig config =
        completing.apply(options.config(root.settings(), ModelPlaces.of(root).search(), job));
    Optional<String> lack = FirstFetch.provide(root, config);
    if (lack.isPresent()) {
      // What can be done without the missing models is done; the rest would fail less plainly.
      if (!FirstFetch.canOpen(around.engines().missing(config), config)) {
        throw new MienException(EngineFault.MODEL_MISSING, lack.get());
      }
      around.err().println(root.errInk().warning(lack.get()));
    }
    FacesEngine engine = around.engines().open(config);
    EngineReport report = engine.report();
    announce(root, report, config.capacity().threads());
    return new OpenedEngine(engine, config, report.models());
  }

  /**
   * Prints what is unusual about an engine that runs, and the terms that are due; with {@code
   * --debug} also its models and where they run.
   */
  public static void announce(MienCommand root, EngineReport report, int threads) {
    Surroundings around = root.surroundings();
    Ink ink = root.errInk();
    if (root.debug()) {
      around.err().println(Announcement.models(report, threads, ink));
    }
    Announcement.unusual(report, ink).forEach(around.err()::println);
    new Terms(around).due(report.models()).forEach(l -> around.err().println(ink.warning(l)));
    around.err().flush();
  }
}
