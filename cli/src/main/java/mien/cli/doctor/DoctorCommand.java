package mien.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelPlaces;
import mien.cli.command.Version;
import mien.cli.doctor.Finding.Area;
import mien.cli.doctor.Finding.Level;
import mien.cli.settings.Words;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import mien.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mien doctor}. */
@Command(
    name = "doctor",
    header = "Check what is installed, what is slow, and how to fix it.",
    footer = {"", "Exit status: 0 everything works, 1 something does not, 2 wrong usage."})
public final class DoctorCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  private final MienCommand root;

  /** Makes the command. */
  public DoctorCommand(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>(MachineCheck.findings());
    findings.addAll(CodecCheck.findings());
    findings.addAll(ProviderCheck.findings(root.settings().engine()));
    findings.addAll(
        ModelCheck.findings(ModelPlaces.store(root), ModelPlaces.taken(root.settings())));
    findings.addAll(
        FileCheck.findings(
            root.settingsFile().source(),
            ModelPlaces.of(root),
            Optional.ofNullable(System.getProperty("mien.cache"))));
    if (json) {
      root.surroundings().out().println(line(findings));
    } else {
      lines(findings, root.outInk()).forEach(root.surroundings().out()::println);
    }
    boolean works = findings.stream().noneMatch(f -> f.level() == Level.PROBLEM);
    return works ? ExitCode.OK : ExitCode.REFUSED;
  }

  static List<String> lines(List<Finding> findings, Ink ink) {
    List<String> lines = new ArrayList<>();
    for (Area area : Area.values()) {
      List<Finding> here = findings.stream().filter(f -> f.area() == area).toList();
      if (!here.isEmpty()) {
        lines.add(ink.strong(Words.of(area)));
        here.forEach(finding -> lines.addAll(lines(finding, ink)));
      }
    }
    long problems = findings.stream().filter(f -> f.level() == Level.PROBLEM).count();
    long notes = findings.stream().filter(f -> f.level() == Level.NOTE).count();
    lines.add("");
    lines.add(
        problems > 0
            ? ink.bad(problems + " of these must be fixed before mien works.")
            : notes > 0
                ? "Everything works; " + notes + " of these could be better."
                : ink.good("Everything works."));
    return lines;
  }

  private static List<String> lines(Finding finding, Ink ink) {
    String mark =
        switch (finding.level()) {
          case GOOD -> ink.good("  +  ");
          case NOTE -> ink.warning("  !  ");
          case PROBLEM -> ink.bad("  x  ");
        };
    String what = mark + SafeText.of(finding.what());
    return finding.remedy().isEmpty()
        ? List.of(what)
        : List.of(what, "     fix: " + SafeText.of(finding.remedy()));
  }

  private static String line(List<Finding> findings) {
    boolean works = findings.stream().noneMatch(f -> f.level() == Level.PROBLEM);
    return Json.of(new Report(Version.text(), works, findings));
  }

  private record Report(String mien, boolean works, List<Finding> findings) {}
}
