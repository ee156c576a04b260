package mien.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import mien.cli.audit.AuditCommand;
import mien.cli.command.ExitCode;
import mien.cli.command.HelpCommand;
import mien.cli.command.LiveEngine;
import mien.cli.command.MienCommand;
import mien.cli.command.ProblemReport;
import mien.cli.command.Surroundings;
import mien.cli.command.UsageError;
import mien.cli.command.Values;
import mien.cli.command.VersionCommand;
import mien.cli.compare.CompareCommand;
import mien.cli.completion.CompletionCommand;
import mien.cli.completion.CompletionCommand.Shell;
import mien.cli.consent.ConsentCommand;
import mien.cli.doctor.DoctorCommand;
import mien.cli.faces.FacesCommand;
import mien.cli.manual.ManualCommand;
import mien.cli.models.ModelsCommand;
import mien.cli.serve.ServeCommand;
import mien.cli.settings.Settings.Show;
import mien.cli.settings.StudioSettings;
import mien.cli.terminal.StandardStream;
import mien.cli.vault.VaultCommand;
import mien.core.MienException;
import mien.engine.EngineConfig.Alignment;
import mien.engine.EngineConfig.EyeStrategy;
import mien.studio.compare.Selection;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The {@code mien} command. */
public final class Main {

  private static final int NARROWEST_HELP = 60;
  private static final int WIDEST_HELP = 100;
  private static final int LONGEST_OPTION = 34;

  private static final Set<String> DESCRIBE_ALL = Set.of("completion", "manual");

  private Main() {}

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String[] args) {
    Surroundings surroundings = Surroundings.ofProcess(LiveEngine.OPENER);
    surroundings.interruption().listen();
    System.exit(run(surroundings, args));
  }

  /** Runs the command line in this process; everything goes through {@code surroundings}. */
  public static int run(Surroundings surroundings, String... args) {
    MienCommand root = new MienCommand(surroundings);
    CommandLine line = new CommandLine(root);
    add(line, root, args);
    for (CommandLine command : line.getSubcommands().values()) {
      if (!command.getSubcommands().isEmpty()) {
        CommandLine help = new CommandLine(new HelpCommand(root));
        help.getCommandSpec().usageMessage().hidden(true);
        command.addSubcommand(help);
      }
    }
    line.addSubcommand(new HelpCommand(root));
    configure(line, root, surroundings);
    try {
      int status = line.execute(args);
      return delivered(surroundings, status);
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  /**
   * Adds the command that the first word names; all of them where it names none, and for those that
   * describe them all. Building all took a seventh of the processor time of a start.
   */
  private static void add(CommandLine line, MienCommand root, String... args) {
    Surroundings surroundings = root.surroundings();
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("faces", () -> new FacesCommand(root));
    all.put("compare", () -> new CompareCommand(root));
    all.put("serve", () -> new ServeCommand(root));
    all.put("models", () -> ModelsCommand.line(root));
    all.put("consent", () -> ConsentCommand.line(root));
    all.put("audit", () -> AuditCommand.line(root));
    all.put("vault", () -> VaultCommand.line(root));
    all.put("doctor", () -> new DoctorCommand(root));
    all.put("version", () -> new VersionCommand(surroundings));
    all.put("completion", () -> new CompletionCommand(surroundings));
    all.put("manual", () -> new ManualCommand(surroundings));
    String first = args.length == 0 ? "" : args[0];
    if (all.containsKey(first) && !DESCRIBE_ALL.contains(first)) {
      all.keySet().retainAll(Set.of(first));
    }
    all.forEach((name, command) -> line.addSubcommand(name, command.get()));
  }

  /** The exit status, which is not 0 when results were lost. */
  private static int delivered(Surroundings surroundings, int status) {
    if (!surroundings.out().checkError()) {
      return status;
    }
    if (surroundings.out() instanceof StandardStream stream && stream.readerGone()) {
      return ExitCode.PIPE;
    }
    surroundings
        .err()
        .println("mien: Standard output could not be written; is it closed, or the disk full?");
    return status == ExitCode.OK ? ExitCode.REFUSED : status;
  }

  private static void configure(CommandLine line, MienCommand root, Surroundings surroundings) {
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    Values.register(line);
    line.registerConverter(Alignment.class, Values.words(Alignment.values()));
    line.registerConverter(EyeStrategy.class, Values.words(EyeStrategy.values()));
    line.registerConverter(Show.class, Values.words(Show.values()));
    line.registerConverter(
        StudioSettings.Provider.class, Values.words(StudioSettings.Provider.values()));
    line.registerConverter(Selection.class, Values.words(Selection.values()));
    line.registerConverter(Shell.class, Values.words(Shell.values()));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(Math.clamp(surroundings.columns(), NARROWEST_HELP, WIDEST_HELP));
    line.setUsageHelpLongOptionsMaxWidth(LONGEST_OPTION);
    line.setExecutionStrategy(
        parsed -> {
          // Only now is it known whether --color was given.
          Ansi ansi = root.helpInk().enabled() ? Ansi.ON : Ansi.OFF;
          line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setParameterExceptionHandler(
        (wrong, _) -> {
          List<String> lines = UsageError.lines(wrong);
          surroundings.err().println(root.problemInk().bad("mien: ") + lines.getFirst());
          lines.stream().skip(1).forEach(surroundings.err()::println);
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (e, at, _) -> {
          MienException fault = ProblemReport.of(e);
          ProblemReport.print(fault, root.debug(), root.problemInk(), surroundings.err());
          // Of compare, 1 says that two people are different: no fault may end with it.
          return at.getCommand() instanceof CompareCommand
              ? ExitCode.USAGE
              : ProblemReport.exitCode(fault);
        });
  }
}
