package mien.vault.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code packaging/audit-parity.sh}, run as anybody would. */
final class ParityScript {

  private static final List<String> PROGRAMS =
      List.of("sh", "jq", "openssl", "sha256sum", "base64", "awk", "xargs", "seq");

  private ParityScript() {}

  /** What the script said, and how it ended. */
  record Answer(String line, int status) {}

  /** The first program that it needs and that is not here. */
  static Optional<String> missing() {
    List<Path> folders = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of).toList();
    return PROGRAMS.stream()
        .filter(name -> folders.stream().noneMatch(at -> Files.isExecutable(at.resolve(name))))
        .findFirst();
  }

  static Answer run(Path folder, Path key, Path anchor) throws IOException, InterruptedException {
    return run(
        List.of("sh"),
        Optional.empty(),
        List.of(folder.toString(), "--key", key.toString(), "--anchor", anchor.toString()));
  }

  /**
   * Runs it with any words.
   *
   * @param shell that reads it
   * @param programs a folder of programs that are found first
   */
  static Answer run(List<String> shell, Optional<Path> programs, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(shell);
    words.add(script().toString());
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    programs.ifPresent(
        at -> builder.environment().merge("PATH", at.toString(), (p, f) -> f + ":" + p));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Answer(said.strip(), process.waitFor());
  }

  /** A program of the usual folders. */
  static Optional<Path> found(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path script() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("packaging/audit-parity.sh"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("these tests run inside a checkout of mien");
    }
    return folder.resolve("packaging/audit-parity.sh");
  }
}
