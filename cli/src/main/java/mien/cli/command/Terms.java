package mien.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.model.ModelCard;

/**
 * Shows the terms of non-commercial weights the first time that each is used. What was shown is
 * remembered in the user's state folder; where that cannot be written, it is shown every time.
 */
public final class Terms {

  private final Path shownFile;

  /** Of this user, by what was shown to them before. */
  public Terms(Surroundings surroundings) {
    Path state = surroundings.baseFolder("XDG_STATE_HOME", ".local/state");
    this.shownFile = state.resolve("mien/terms-shown.txt");
  }

  /** The sentences that are due, and remembers that they were shown. */
  public List<String> due(List<ModelInUse> models) {
    Set<String> shown = shown();
    List<String> lines = new ArrayList<>();
    List<String> marks = new ArrayList<>();
    for (ModelInUse model : models) {
      ModelCard card = model.card();
      String mark = card.id() + " " + card.sha256();
      if (!card.license().commercialUse() && shown.add(mark)) {
        marks.add(mark);
        lines.add(sentence(card));
      }
    }
    remember(marks);
    return lines;
  }

  /** What a user must know before relying on such weights. */
  public static String sentence(ModelCard card) {
    return "Note: "
        + card.termsNotice().orElseThrow()
        + ". See 'mien models license "
        + card.id()
        + "'. (Shown once.)";
  }

  private Set<String> shown() {
    try {
      return new HashSet<>(Files.readAllLines(shownFile));
    } catch (IOException _) {
      return new HashSet<>();
    }
  }

  private void remember(List<String> marks) {
    if (marks.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(shownFile.getParent());
      Files.write(
          shownFile,
          marks,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException _) {
      // A read-only home is no reason to fail: the terms are shown again next time.
    }
  }
}
