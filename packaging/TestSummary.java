import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Tells what the tests did, from Surefire's reports of all modules and Vitest's of the page, which
 * has the same form and lies in the same place: failures by name, skips by
 * reason, and as the last line {@code N passed, N failed, N skipped}. Run by {@code make check} in
 * the checkout as {@code java packaging/TestSummary.java [FOLDER]}; ends with 1 when a test failed
 * or none ran.
 */
final class TestSummary {

  private static final int NAMES_SHOWN = 3;

  private int passed;
  private final List<String> failed = new ArrayList<>();
  private final Map<String, List<String>> skipped = new TreeMap<>();

  private TestSummary() {}

  /** Reads the reports under the folder given, or this one. */
  public static void main(String[] words) throws IOException, XMLStreamException {
    Path root = Path.of(words.length > 0 ? words[0] : "");
    TestSummary summary = new TestSummary();
    for (Path report : reports(root)) {
      summary.read(report);
    }
    System.exit(summary.print() ? 0 : 1);
  }

  private static List<Path> reports(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root.toAbsolutePath())) {
      List<Path> reports = new ArrayList<>();
      for (Path module : modules.sorted().toList()) {
        Path folder = module.resolve("target/surefire-reports");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.list(folder)) {
            files.filter(TestSummary::isReport).sorted().forEach(reports::add);
          }
        }
      }
      return reports;
    }
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("TEST-") && name.endsWith(".xml");
  }

  private void read(Path report) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream bytes = Files.newInputStream(report)) {
      XMLStreamReader xml = factory.createXMLStreamReader(bytes);
      String test = "";
      boolean over = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "testcase" -> {
              test = simple(xml.getAttributeValue(null, "classname")) + "." + name(xml);
              over = false;
            }
            case "failure", "error" -> {
              failed.add(test);
              over = true;
            }
            case "skipped" -> {
              skipped.computeIfAbsent(reason(xml), _ -> new ArrayList<>()).add(test);
              over = true;
            }
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT
            && xml.getLocalName().equals("testcase")
            && !over) {
          passed++;
        }
      }
    }
  }

  /** {@code ComparePage} of {@code src/compare/ComparePage.test.tsx}, {@code BoxTest} of a class. */
  private static String simple(String className) {
    if (className.contains("/")) {
      return className.substring(className.lastIndexOf('/') + 1).replaceFirst("\\.test\\.tsx?$", "");
    }
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private static String name(XMLStreamReader xml) {
    return xml.getAttributeValue(null, "name").replaceFirst("\\(\\)$", "");
  }

  /** From the attribute, or, of tests that are made while others run, from the stack trace. */
  private static String reason(XMLStreamReader xml) throws XMLStreamException {
    String message = xml.getAttributeValue(null, "message");
    if (message == null || message.isBlank()) {
      message =
          xml.getElementText().lines().findFirst().orElse("").replaceFirst("^[\\w.]+: ", "");
    }
    if (message.isBlank()) {
      return "no reason given";
    }
    return message.strip().replaceFirst("^Assumption failed: ", "").replaceFirst("^skipped: ", "");
  }

  private boolean print() {
    int skips = skipped.values().stream().mapToInt(List::size).sum();
    System.out.println();
    System.out.println("TESTS");
    skipped.forEach(
        (reason, tests) -> {
          String more = tests.size() > NAMES_SHOWN ? ", ..." : "";
          String names = String.join(", ", tests.subList(0, Math.min(NAMES_SHOWN, tests.size())));
          System.out.printf("  skipped %d: %s (%s%s)%n", tests.size(), reason, names, more);
        });
    failed.forEach(test -> System.out.println("  FAILED: " + test));
    if (passed + failed.size() == 0) {
      System.out.println("  FAILED: no test ran");
    }
    System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed.size(), skips);
    return failed.isEmpty() && passed > 0;
  }
}
