package mien.cli.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.cli.Surroundings;
import mien.cli.terminal.Ink;
import mien.cli.terminal.Progress;
import mien.core.face.ModelId;
import mien.engine.model.ModelCard;
import mien.engine.model.PullListener;
import mien.engine.model.PullOutcome;
import org.jspecify.annotations.Nullable;

/** Shows a pull to a person: bars, terms, outcomes. Used by one thread. */
final class PullReport implements PullListener, AutoCloseable {

  private final Surroundings around;
  private final Progress.Mode mode;
  private final boolean accepted;
  private final Ink ink;
  private @Nullable ModelId current;
  private @Nullable Progress progress;

  PullReport(Surroundings around, Progress.Mode mode, boolean accepted, Ink ink) {
    this.around = around;
    this.mode = mode;
    this.accepted = accepted;
    this.ink = ink;
  }

  @Override
  public void progress(ModelId id, long done, long total) {
    if (around.interruption().requested()) {
      // The pull ends at its next wait, and keeps what has come.
      Thread.currentThread().interrupt();
    }
    if (progress == null || !id.equals(current)) {
      hide();
      current = id;
      progress =
          new Progress(
              around.err(), mode, Progress.Unit.BYTES, total, around.columns(), around.nanoTime());
    }
    progress.at(done, id.value());
  }

  @Override
  public boolean accepts(List<ModelCard> cards, List<String> terms) {
    hide();
    terms.forEach(term -> around.err().println(ink.warning("Terms: " + term)));
    if (accepted) {
      around.err().println("Accepted with --accept-license; this is recorded beside the models.");
      return true;
    }
    if (!around.inIsTerminal()) {
      around.err().println("Not fetched: --accept-license accepts these terms.");
      around.err().flush();
      return false;
    }
    around.err().print("Do you accept these terms? Type yes or no: ");
    around.err().flush();
    return answer(around.in()).strip().toLowerCase(Locale.ROOT).equals("yes");
  }

  /** Takes the bar away. */
  void hide() {
    if (progress != null) {
      progress.hide();
    }
  }

  @Override
  public void close() {
    hide();
  }

  /** The line of a model that needs no pull. */
  static String here(ModelId id, Path file, Ink ink) {
    return ink.good("here     ") + id + ink.faint("  " + file);
  }

  /** The line of an outcome. */
  static String line(PullOutcome outcome, Ink ink) {
    return switch (outcome) {
      case PullOutcome.AlreadyThere(ModelId id, Path file) -> here(id, file, ink);
      case PullOutcome.Pulled(ModelId id, Path file, String source, Optional<Path> aside) ->
          ink.good("fetched  ")
              + id
              + ink.faint("  " + file + " from " + source)
              + aside.map(old -> "; a wrong file was moved aside to " + old).orElse("");
      case PullOutcome.Declined(ModelId id) ->
          ink.warning("declined ") + id + "  its terms were not accepted";
      case PullOutcome.Failed(ModelId id, List<String> reasons) ->
          ink.bad("failed   ") + id + "  " + String.join("; ", reasons);
    };
  }

  private static String answer(InputStream in) {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0 && c != '\n' && line.length() < 100; c = in.read()) {
        line.append((char) c);
      }
    } catch (IOException _) {
      return "";
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
