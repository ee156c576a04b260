package mien.bench.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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

  /** Sends a line and waits for the answer. */
  public String ask(String request) throws IOException {
    requests.write(request + "\n");
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the Python side ended instead of answering '" + request + "'");
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
