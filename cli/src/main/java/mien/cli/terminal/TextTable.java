package mien.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of cells with aligned columns, measured before anything is printed. */
public final class TextTable {

  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * One cell.
   *
   * @param text what it says
   * @param right whether it stands at the right of its column, as numbers do
   * @param ink colors it, after it was measured
   */
  public record Cell(String text, boolean right, UnaryOperator<String> ink) {

    /** Words. */
    public static Cell of(String text) {
      return new Cell(text, false, UnaryOperator.identity());
    }

    /** A number. */
    public static Cell number(String text) {
      return new Cell(text, true, UnaryOperator.identity());
    }

    /** Words in color. */
    public static Cell of(String text, UnaryOperator<String> ink) {
      return new Cell(text, false, ink);
    }
  }

  /** Adds a row. */
  public TextTable row(Cell... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The table as lines, each beginning with {@code indent}, columns two spaces apart. */
  public List<String> lines(String indent) {
    List<Integer> widths = new ArrayList<>();
    for (List<Cell> row : rows) {
      for (int c = 0; c < row.size(); c++) {
        int width = columns(row.get(c).text());
        if (c == widths.size()) {
          widths.add(width);
        } else {
          widths.set(c, Math.max(widths.get(c), width));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<Cell> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int c = 0; c < row.size(); c++) {
        Cell cell = row.get(c);
        String padding = " ".repeat(widths.get(c) - columns(cell.text()));
        line.append(c == 0 ? "" : "  ");
        line.append(cell.right() ? padding : "").append(cell.ink().apply(cell.text()));
        line.append(cell.right() || c == row.size() - 1 ? "" : padding);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** How many columns a text takes; wide East Asian characters are not known and count one. */
  public static int columns(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int type = Character.getType(text.codePointAt(i));
      columns += type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK ? 0 : 1;
    }
    return columns;
  }
}
