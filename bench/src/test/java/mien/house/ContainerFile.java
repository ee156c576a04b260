package mien.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile as its instructions, with comments dropped and continued lines joined.
 *
 * @param instructions in order
 */
record ContainerFile(List<Instruction> instructions) {

  private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern EXEC_FORM =
      Pattern.compile("\\[\\s*(?:" + TEXT + "(?:\\s*,\\s*" + TEXT + ")*)?\\s*]");

  /**
   * One instruction.
   *
   * @param name in capitals
   * @param words all that follows, on one line
   */
  record Instruction(String name, String words) {

    /** The words of its exec form, a JSON array; anything else is refused. */
    List<String> execForm() {
      String array = words.substring(Math.max(0, words.indexOf('[')));
      if (!EXEC_FORM.matcher(array).matches()) {
        throw new IllegalArgumentException(name + " is not in exec form: " + words);
      }
      List<String> found = new ArrayList<>();
      Matcher texts = Pattern.compile(TEXT).matcher(array);
      while (texts.find()) {
        found.add(texts.group().substring(1, texts.group().length() - 1));
      }
      return found;
    }
  }

  static ContainerFile of(String text) {
    List<Instruction> found = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : text.lines().toList()) {
      if (part.isBlank() || part.strip().startsWith("#")) {
        continue;
      }
      boolean continued = part.endsWith("\\");
      line.append(continued ? part.substring(0, part.length() - 1) : part);
      if (!continued) {
        String whole = line.toString().strip();
        int space = whole.indexOf(' ');
        if (space < 0) {
          throw new IllegalArgumentException("an instruction without words: " + whole);
        }
        found.add(new Instruction(whole.substring(0, space), whole.substring(space).strip()));
        line.setLength(0);
      }
    }
    if (!line.isEmpty()) {
      throw new IllegalArgumentException("the last instruction is continued by nothing: " + line);
    }
    return new ContainerFile(List.copyOf(found));
  }

  /** The words of every instruction of that name. */
  List<Instruction> all(String name) {
    return instructions.stream().filter(instruction -> instruction.name().equals(name)).toList();
  }
}
