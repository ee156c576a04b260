package mien.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import mien.cli.terminal.Ink;
import mien.cli.terminal.Progress;
import mien.core.face.ModelId;
import mien.engine.model.ModelCard;
import mien.engine.model.NpmPackage;
import mien.engine.model.PullListener;
import mien.engine.model.PullOutcome;
import org.jspecify.annotations.Nullable;

/** Shows a pull to a person: bars, terms, outcomes. Used by one thread. */
public final class PullReport implements PullListener, AutoCloseable {

  private final Surroundings around;
  private final Progress.Mode mode;
  private final boolean accepted;
  private final Ink ink;
  private @Nullable String current;
  private @Nullable Progress progress;

  /**
   * A report.
   *
   * @param accepted whether terms count as accepted without being asked
   */
  public PullReport(Surroundings around, Progress.Mode mode, boolean accepted, Ink ink) {
    this.around = around;
    this.mode = mode;
    this.accepted = accepted;
    this.ink = ink;
  }

  @Override
  public void progress(String what, long done, long total) {
    if (around.interruption().requested()) {
      // The pull ends at its next wait, and keeps what has come.
      Thread.currentThread().interrupt();
    }
    if (progress == null || !what.equals(current)) {
      hide();
      current = what;
      progress =
          new Progress(
              around.err(), mode, Progress.Unit.BYTES, total, around.columns(), around.nanoTime());
    }
    progress.at(done, what);
  }

  @Override
  public void waiting() {
    hide();
    around.err().println("Another mien fetches models: waiting for it.");
    around.err().flush();
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
    return asks(around, "Do you accept these terms?");
  }

  /** Takes the bar away. */
  public void hide() {
    if (progress != null) {
      progress.hide();
    }
  }

  @Override
  public void close() {
    hide();
  }

  /** The line of a model that needs no pull. */
  public static String here(ModelId id, Path file, Ink ink) {
    return ink.good("here     ") + id + ink.faint("  " + file);
  }

  /** The lines of outcomes; models that failed for one reason share a line. */
  public static List<String> lines(List<PullOutcome> outcomes, Ink ink) {
    Map<String, List<String>> failed = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (PullOutcome outcome : outcomes) {
      switch (outcome) {
        case PullOutcome.AlreadyThere(ModelId id, Path file) -> lines.add(here(id, file, ink));
        case PullOutcome.Pulled(ModelId id, Path file, String source, Optional<Path> aside) ->
            lines.add(
                ink.good("fetched  ")
                    + id
                    + ink.faint("  " + file + " from " + source)
                    + aside.map(old -> "; a wrong file was moved aside to " + old).orElse(""));
        case PullOutcome.Declined(ModelId id) ->
            lines.add(ink.warning("declined ") + id + "  its terms were not accepted");
        case PullOutcome.Failed(ModelId id, List<String> reasons) ->
            failed
                .computeIfAbsent(String.join("; ", reasons), _ -> new ArrayList<>())
                .add(id.value());
        case PullOutcome.NoRegistry(ModelId id, NpmPackage _, List<String> reasons) ->
            failed
                .computeIfAbsent(
                    String.join("; ", reasons) + (reasons.isEmpty() ? "" : "; ") + byHand(outcomes),
                    _ -> new ArrayList<>())
                .add(id.value());
      }
    }
    failed.forEach(
        (why, ids) -> lines.add(ink.bad("failed   ") + String.join(", ", ids) + "  " + why));
    return lines;
  }

  /** What to do without npm: the tarballs that are wanted, and where to. */
  static String byHand(List<PullOutcome> outcomes) {
    SortedSet<String> tarballs = new TreeSet<>();
    for (PullOutcome outcome : outcomes) {
      if (outcome instanceof PullOutcome.NoRegistry lacking) {
        tarballs.add(lacking.origin().tarball());
      }
    }
    return "npm is missing: install it, or put "
        + String.join(", ", tarballs)
        + " into DIR and run: mien models pull --mirror DIR";
  }

  /**
   * Why weights are not here, and the one command that mends it; empty when all are.
   *
   * @param outcomes of a pull of npm packages
   */
  public static Optional<String> lack(List<PullOutcome> outcomes) {
    for (PullOutcome outcome : outcomes) {
      switch (outcome) {
        case PullOutcome.NoRegistry _ -> {
          return Optional.of(byHand(outcomes));
        }
        case PullOutcome.Failed(ModelId _, List<String> reasons) -> {
          return Optional.of(
              "no weights: " + reasons.getLast() + "; when that is fixed, run: mien models pull");
        }
        case PullOutcome.AlreadyThere _, PullOutcome.Pulled _, PullOutcome.Declined _ -> {}
      }
    }
    return Optional.empty();
  }

  /** Asks on the terminal; anything but yes is no. */
  public static boolean asks(Surroundings around, String question) {
    around.err().print(question + " Type yes or no: ");
    around.err().flush();
    return answer(around.in()).strip().toLowerCase(Locale.ROOT).equals("yes");
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
