package mien.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Markdown page of results, with the machine and the command that made it. For one thread. */
public final class ResultFile {

  private final StringBuilder text = new StringBuilder();

  /**
   * Starts a page.
   *
   * @param title its heading
   * @param command what to type to get it again
   */
  public ResultFile(String title, String command) {
    text.append("# ").append(title).append("\n\n");
    Machine.here().lines().forEach(line -> text.append("* ").append(line).append('\n'));
    text.append("* Command: `").append(command).append("`\n");
  }

  /** A heading under the title. */
  public ResultFile section(String heading) {
    text.append("\n## ").append(heading).append('\n');
    return this;
  }

  /** A paragraph. */
  public ResultFile paragraph(String words) {
    text.append('\n').append(words.strip()).append('\n');
    return this;
  }

  /** A picture that lies beside the page. */
  public ResultFile picture(String words, String file) {
    text.append("\n![").append(words).append("](").append(file).append(")\n");
    return this;
  }

  /**
   * A table; the first column is text, the others are numbers.
   *
   * @param head names of the columns
   * @param rows each as long as the head
   */
  public ResultFile table(List<String> head, List<List<String>> rows) {
    List<String> rule = new ArrayList<>();
    for (int i = 0; i < head.size(); i++) {
      rule.add(i == 0 ? "---" : "---:");
    }
    text.append('\n');
    row(head);
    row(rule);
    for (List<String> cells : rows) {
      if (cells.size() != head.size()) {
        throw new IllegalArgumentException(
            "a row must have " + head.size() + " cells, but has " + cells.size());
      }
      row(cells);
    }
    return this;
  }

  private void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** The page so far. */
  public String text() {
    return text.toString();
  }

  /** Writes the page, making its folder. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    System.out.println(text);
    System.out.println("written: " + file);
  }
}
