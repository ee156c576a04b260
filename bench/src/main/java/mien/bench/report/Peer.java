package mien.bench.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another program that works on request, one line in and one line out, so that both sides are
 * measured in turn in one run. It owns the process from start to {@link #close}. For one thread.
 */
public final class Peer implements AutoCloseable {

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  private Peer(Process process) {
    this.process = process;
    this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts Debian's Python with a script; what it writes to its error stream is shown.
   *
   * @param environment variables on top of ours
   * @param arguments the script and its arguments
   */
  public static Peer python(Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("mien.bench.python", "/usr/bin/python3"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Peer(builder.start());
  }

  /**
   * Starts this program's own JVM again with another main class and the launcher's flags, so that
   * our side is a process of its own too.
   */
  public static Peer java(Class<?> main, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
    for (String name : List.of("onnxruntime.native.path", "mien.cache")) {
      if (System.getProperty(name) != null) {
        command.add(1, "-D" + name + "=" + System.getProperty(name));
      }
    }
    command.add(main.getName());
    command.addAll(arguments);
    // As packaging/start.sh bounds the heap of the command.
    command.add(1, "-Xmn32m");
    command.add(1, "-Xmx" + (176 + 40 * Runtime.getRuntime().availableProcessors()) + "m");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Peer(builder.start());
  }

  /** Sends a line and waits for the answer. */
  public String ask(String request) throws IOException {
    requests.write(request + "\n");
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the other side ended instead of answering");
    }
    return answer;
  }

  /** Its process id. */
  public long id() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
