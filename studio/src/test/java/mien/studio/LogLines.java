package mien.studio;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged, by anybody, between its making and its closing. */
public final class LogLines extends Handler implements AutoCloseable {

  private final List<String> all = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  /** Listens. */
  public LogLines() {
    Logger.getLogger("").addHandler(this);
  }

  @Override
  public void publish(LogRecord entry) {
    String text = new SimpleFormatter().format(entry);
    all.add(text);
    if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      warnings.add(text);
    }
  }

  /** Everything. */
  public String text() {
    return String.join("\n", all);
  }

  /** Warnings and errors. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
