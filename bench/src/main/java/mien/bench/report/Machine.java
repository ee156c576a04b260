package mien.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where and when something was measured.
 *
 * @param cores that the JVM may use
 * @param processor model name, or the architecture where it is not told
 * @param memoryGigabytes of the machine; 0 where it is not told
 * @param jdk vendor version of the running JDK
 * @param system name and kernel
 * @param date of the run, UTC
 */
public record Machine(
    int cores, String processor, long memoryGigabytes, String jdk, String system, LocalDate date) {

  /** The machine that this runs on, today. */
  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
        kilobytes(field("/proc/meminfo", "MemTotal", "0 kB")) >> 20,
        System.getProperty("java.vendor.version", System.getProperty("java.version"))
            + ", "
            + System.getProperty("java.vm.name"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        LocalDate.now(ZoneOffset.UTC));
  }

  /** One line a fact, for the head of a result file. */
  public List<String> lines() {
    return List.of(
        String.format(
            Locale.ROOT, "Machine: %d cores, %s, %d GB", cores, processor, memoryGigabytes),
        "System: " + system,
        "JDK: " + jdk,
        "Date: " + date);
  }

  /**
   * Peak resident memory of a process in bytes, or 0 where the system does not tell.
   *
   * @param process its id
   */
  public static long peakResidentBytes(long process) {
    return kilobytes(field("/proc/" + process + "/status", "VmHWM", "0 kB")) << 10;
  }

  /** Resident memory of a process in bytes, or 0 where the system does not tell. */
  public static long residentBytes(long process) {
    return kilobytes(field("/proc/" + process + "/status", "VmRSS", "0 kB")) << 10;
  }

  private static long kilobytes(String text) {
    return Long.parseLong(text.replaceAll("[^0-9]", ""));
  }

  private static String field(String file, String name, String absent) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(absent);
    } catch (IOException e) {
      return absent;
    }
  }
}
