package mien.engine.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import mien.core.MienException;
import mien.engine.fault.EngineFault;

/**
 * The record of non-commercial terms that the user accepted: one line a model in {@code
 * accepted-terms.tsv} beside the files, with tabs between time, model, SHA-256 and license. Only
 * ever appended to. Another file of the same model asks again.
 */
final class AcceptedTerms {

  static final String FILE = "accepted-terms.tsv";

  private final Path file;

  AcceptedTerms(Path folder) {
    this.file = folder.resolve(FILE);
  }

  boolean covers(ModelCard card) {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .map(line -> line.split("\t"))
          .anyMatch(
              cells ->
                  cells.length == 4
                      && cells[1].equals(card.id().value())
                      && cells[2].equals(card.sha256())
                      && cells[3].equals(card.license().name()));
    } catch (IOException e) {
      throw new MienException(
          EngineFault.MODELS_TERMS,
          "the record of accepted terms " + file + " cannot be read (" + e.getMessage() + ")",
          e);
    }
  }

  void record(ModelCard card, Instant when) {
    String line =
        String.join("\t", when.toString(), card.id().value(), card.sha256(), card.license().name());
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          line + System.lineSeparator(),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new MienException(
          EngineFault.MODELS_TERMS,
          "the accepted terms cannot be recorded in "
              + file
              + " ("
              + e.getMessage()
              + "); make its folder writable",
          e);
    }
  }
}
