package mien.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mien.cli.audit.AuditCommand;
import mien.cli.compare.CompareCommand;
import mien.cli.consent.ConsentCommand;
import mien.cli.doctor.DoctorCommand;
import mien.cli.faces.FacesCommand;
import mien.cli.models.ModelsCommand;
import mien.cli.serve.ServeCommand;
import mien.cli.settings.NearestWord;
import mien.cli.settings.Settings.Show;
import mien.cli.settings.StudioSettings;
import mien.cli.settings.Words;
import mien.cli.vault.VaultCommand;
import mien.core.MienException;
import mien.engine.EngineConfig.Alignment;
import mien.engine.EngineConfig.EyeStrategy;
import mien.studio.compare.Selection;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code mien} command. */
public final class Main {

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
    line.addSubcommand(new FacesCommand(root));
    line.addSubcommand(new CompareCommand(root));
    line.addSubcommand(new ServeCommand(root));
    line.addSubcommand(ModelsCommand.line(root));
    line.addSubcommand(ConsentCommand.line(root));
    line.addSubcommand(AuditCommand.line(root));
    line.addSubcommand(VaultCommand.line(root));
    line.addSubcommand(new DoctorCommand(root));
    line.addSubcommand(new VersionCommand(surroundings));
    line.addSubcommand(new CompletionCommand(surroundings));
    configure(line, root, surroundings);
    try {
      return line.execute(args);
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private static void configure(CommandLine line, MienCommand root, Surroundings surroundings) {
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.registerConverter(Alignment.class, words(Alignment.values()));
    line.registerConverter(EyeStrategy.class, words(EyeStrategy.values()));
    line.registerConverter(Show.class, words(Show.values()));
    line.registerConverter(StudioSettings.Provider.class, words(StudioSettings.Provider.values()));
    line.registerConverter(Selection.class, words(Selection.values()));
    line.registerConverter(CompletionCommand.Shell.class, words(CompletionCommand.Shell.values()));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.setUsageHelpLongOptionsMaxWidth(34);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            root.complaintInk().enabled() && surroundings.outIsTerminal() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler((e, _) -> wrongUsage(e));
    line.setExecutionExceptionHandler(
        (e, at, _) -> {
          MienException fault = Complaint.of(e);
          Complaint.print(fault, root.debug, root.complaintInk(), surroundings.err());
          // Of compare, 1 says that two people are different: no fault may end with it.
          return at.getCommand() instanceof CompareCommand
              ? ExitCode.USAGE
              : Complaint.exitCode(fault);
        });
  }

  /** One sentence and the way to the help, instead of the whole help. */
  private static int wrongUsage(ParameterException e) {
    CommandLine at = e.getCommandLine();
    PrintWriter err = at.getErr();
    err.println("mien: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      nearest(at, unmatched.getUnmatched())
          .forEach(word -> err.println("Did you mean '" + word + "'?"));
    }
    err.println("'" + at.getCommandSpec().qualifiedName() + " --help' tells more.");
    err.flush();
    return ExitCode.USAGE;
  }

  private static List<String> nearest(CommandLine at, List<String> unmatched) {
    List<String> words =
        java.util.stream.Stream.concat(
                at.getSubcommands().keySet().stream(),
                at.getCommandSpec().optionsMap().keySet().stream())
            .toList();
    return unmatched.stream().flatMap(word -> NearestWord.of(word, words).stream()).toList();
  }

  /** An enum option's word: {@code five-point}, not {@code FIVE_POINT}. */
  static <E extends Enum<E>> CommandLine.ITypeConverter<E> words(E[] choices) {
    return word ->
        Words.parse(word, List.of(choices))
            .orElseThrow(
                () ->
                    new CommandLine.TypeConversionException(
                        "must be one of " + Words.list(choices) + ", but is '" + word + "'"));
  }
}
