package mien.studio.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A policy as a page that needs no script and can be printed: the part of markdown that policies
 * are written in (headings, paragraphs, bold, tables, rules), everything else as plain text.
 */
final class PolicyPage {

  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");

  private PolicyPage() {}

  /**
   * The page.
   *
   * @param title plain text
   * @param root of the server, as the page's address sees it: {@code ./} or {@code ../}
   * @param markdown the policy
   */
  static String of(String title, String root, String markdown) {
    StringBuilder out = new StringBuilder();
    out.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width\"><title>");
    out.append(plain(title)).append("</title>");
    out.append("<link rel=\"icon\" href=\"").append(root).append("mien.svg\">");
    out.append("<link rel=\"stylesheet\" href=\"").append(root).append("policy.css\"><main>");
    List<String> paragraph = new ArrayList<>();
    List<String> table = new ArrayList<>();
    for (String line : markdown.lines().toList()) {
      boolean row = line.startsWith("|");
      boolean alone = line.isBlank() || line.startsWith("#") || line.equals("---");
      if (!row) {
        table(out, table);
      }
      if (row || alone) {
        paragraph(out, paragraph);
      }
      if (row) {
        table.add(line);
      } else if (line.equals("---")) {
        out.append("<hr>");
      } else if (line.startsWith("#")) {
        heading(out, line);
      } else if (!line.isBlank()) {
        paragraph.add(line);
      }
    }
    table(out, table);
    paragraph(out, paragraph);
    return out.append("</main></html>").toString();
  }

  private static void heading(StringBuilder out, String line) {
    int level = 0;
    while (level < line.length() && line.charAt(level) == '#') {
      level++;
    }
    int shown = Math.min(level, 6);
    out.append("<h").append(shown).append('>').append(inline(line.substring(level).strip()));
    out.append("</h").append(shown).append('>');
  }

  private static void paragraph(StringBuilder out, List<String> lines) {
    if (!lines.isEmpty()) {
      out.append("<p>").append(inline(String.join("\n", lines))).append("</p>");
      lines.clear();
    }
  }

  private static void table(StringBuilder out, List<String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    out.append("<table>");
    for (int i = 0; i < rows.size(); i++) {
      // The second row is the ruler between head and body.
      if (i != 1) {
        String cell = i == 0 ? "th" : "td";
        out.append("<tr>");
        for (String text : cells(rows.get(i))) {
          out.append('<').append(cell).append('>').append(inline(text.strip()));
          out.append("</").append(cell).append('>');
        }
        out.append("</tr>");
      }
    }
    out.append("</table>");
    rows.clear();
  }

  private static String[] cells(String row) {
    String inner = row.endsWith("|") ? row.substring(1, row.length() - 1) : row.substring(1);
    return inner.split("\\|", -1);
  }

  private static String inline(String text) {
    return BOLD.matcher(plain(text)).replaceAll("<strong>$1</strong>");
  }

  private static String plain(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
