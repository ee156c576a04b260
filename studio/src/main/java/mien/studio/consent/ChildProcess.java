package mien.studio.consent;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mien.engine.Deadline;

/**
 * Runs a program: bytes in, bytes out, one process a call, and none left behind.
 *
 * <p>Each run has two short threads, one that writes to the program and one that reads from it: a
 * pipe blocks, and neither side may hold up the time-out. Both end with the program. However a run
 * ends, the program and all it started are killed before {@link #run} returns; {@link #close} kills
 * what still runs. For any number of threads.
 */
final class ChildProcess implements AutoCloseable {

  /** What became of a run. */
  sealed interface Outcome {

    /**
     * It ended well.
     *
     * @param bytes of its standard output
     */
    record Said(byte[] bytes) implements Outcome {}

    /**
     * It did not.
     *
     * @param why for the operator: never anything that the program said
     */
    record Failed(String why) implements Outcome {}
  }

  private static final Outcome STOPPING = new Outcome.Failed("mien is stopping");

  private final Guesser.Program program;
  private final int mostBytes;
  private final Supplier<String> marks;
  private final Set<ProcessFamily> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * For one program.
   *
   * @param mostBytes that it may write
   * @param marks a new one for each run, by which its processes are known
   */
  ChildProcess(Guesser.Program program, int mostBytes, Supplier<String> marks) {
    this.program = program;
    this.mostBytes = mostBytes;
    this.marks = marks;
  }

  /** Runs it once. Blocks, up to the time-out and the killing. */
  Outcome run(byte[] input) {
    String mark = marks.get();
    Process process;
    try {
      process = builder(mark).start();
    } catch (IOException _) {
      return new Outcome.Failed("it does not start: check that it is there and may be run");
    }
    ProcessFamily family = new ProcessFamily(process.toHandle(), mark);
    running.add(family);
    try {
      // After it was added: either close sees it, or this sees that all is closed.
      return closed ? STOPPING : finish(process, input);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return STOPPING;
    } finally {
      family.kill();
      running.remove(family);
    }
  }

  /** No shell, nothing of mien's own environment, and no folder to leave a file in by accident. */
  private ProcessBuilder builder(String mark) {
    ProcessBuilder builder = new ProcessBuilder(program.words());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().put(ProcessFamily.VARIABLE, mark);
    return builder.directory(new File("/")).redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private Outcome finish(Process process, byte[] input) throws InterruptedException {
    Deadline deadline = Deadline.in(program.timeout());
    Answer answer = new Answer(process.getInputStream(), mostBytes);
    start("mien-program-writer", () -> write(process.getOutputStream(), input));
    Thread reader = start("mien-program-reader", answer);
    if (!reader.join(Duration.ofNanos(Math.max(0, deadline.nanosLeft())))) {
      return late();
    }
    if (answer.tooLong) {
      return new Outcome.Failed("it wrote more than " + mostBytes + " bytes");
    }
    if (!process.waitFor(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS)) {
      return late();
    }
    if (closed) {
      return STOPPING;
    }
    return process.exitValue() == 0
        ? new Outcome.Said(answer.bytes.toByteArray())
        : new Outcome.Failed("it ended with status " + process.exitValue());
  }

  private Outcome late() {
    return closed
        ? STOPPING
        : new Outcome.Failed(
            "it was killed because it took longer than " + program.timeout().toMillis() + " ms");
  }

  private static Thread start(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  /** A program may answer without reading all: that its end is closed is no fault. */
  private static void write(OutputStream to, byte[] input) {
    try (to) {
      to.write(input);
    } catch (IOException _) {
      return;
    }
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(ProcessFamily::kill);
  }

  /** Reads to the end or to the limit. What it has is read after its thread was joined. */
  private static final class Answer implements Runnable {
    private final InputStream from;
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean tooLong;

    Answer(InputStream from, int most) {
      this.from = from;
      this.most = most;
    }

    @Override
    public void run() {
      try (from) {
        bytes.write(from.readNBytes(most));
        tooLong = from.read() >= 0;
      } catch (IOException _) {
        // Cut short: its status, or what is missing of the answer, tells.
        return;
      }
    }
  }
}
