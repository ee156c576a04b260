package mien.cli.doctor;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import mien.cli.command.Version;
import mien.cli.doctor.Finding.Area;
import mien.cli.terminal.Amounts;

/** Java, processor, memory, and how the process was started. */
final class MachineCheck {

  /** Less than this does not hold a 24-megapixel photo twice. */
  private static final long SMALL_HEAP = 200_000_000L;

  private MachineCheck() {}

  static List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.good(Area.MACHINE, "mien " + Version.text()));
    findings.add(
        Finding.good(
            Area.MACHINE,
            "Java "
                + Runtime.version()
                + " ("
                + System.getProperty("java.vendor")
                + ") in "
                + System.getProperty("java.home")));
    int cores = Runtime.getRuntime().availableProcessors();
    findings.add(
        Finding.good(
            Area.MACHINE,
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ", "
                + Amounts.count(cores, "core", "cores")));
    findings.add(memory());
    findings.add(start(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    return findings;
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String what = Amounts.bytes(heap) + " of memory for Java";
    return heap < SMALL_HEAP
        ? Finding.note(
            Area.MACHINE,
            what + ": large photos may be refused",
            "give it more with MIEN_JAVA_OPTS=-Xmx1g")
        : Finding.good(Area.MACHINE, what);
  }

  static Finding start(List<String> arguments) {
    boolean cached = arguments.stream().anyMatch(a -> a.startsWith("-XX:AOTCache="));
    return cached
        ? Finding.good(Area.MACHINE, "starts from Java's ahead-of-time cache")
        : Finding.note(
            Area.MACHINE,
            "every start loads all classes again",
            "start through ./mien, in a folder that it may write, for Java's ahead-of-time cache");
  }
}
