package mien.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mien.cli.Main;
import mien.cli.command.Interruption;
import mien.cli.command.Surroundings;
import mien.engine.EngineConfig;
import mien.json.JsonText;
import mien.studio.Studio;
import mien.studio.StudioSlices;
import mien.studio.http.HttpSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes and commands that the pages on consent name are there, down to each option. */
class NamedDoorsTest {

  private static final List<String> PAGES =
      List.of(
          "README.md",
          "docs/consent.md",
          "docs/api.md",
          "docs/policies/README.md",
          "docs/policies/audit-format.md",
          "docs/policies/clauses.md",
          "docs/policies/destruction-runbook.md",
          "docs/policies/handout.md",
          "docs/policies/incident.md",
          "docs/policies/processing-register.md",
          "docs/policies/threat-model.md");

  private static final Pattern ROUTE = Pattern.compile("`(GET|POST|DELETE) ([^` ,]+)`");
  private static final Pattern QUOTED = Pattern.compile("`(?:\\./)?mien ([^`]+)`");
  private static final Pattern FENCED = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern LINE =
      Pattern.compile("^ *(?:\\./)?mien ([^#|>;`\n]+)", Pattern.MULTILINE);
  private static final Set<String> GROUPS = Set.of("audit", "consent", "models", "vault");

  @TempDir Path folder;
  private final Map<String, String> helps = new HashMap<>();

  @Test
  void everyRouteIsInTheDocumentOfTheApi() throws Exception {
    Set<String> known = known();
    assertThat(known).contains("GET /policy", "DELETE /api/v1/subjects/{id}/biometric");
    int named = 0;
    for (String page : PAGES) {
      List<String> routes =
          ROUTE
              .matcher(Checkout.text(page))
              .results()
              .map(
                  match ->
                      match.group(1)
                          + " "
                          + match
                              .group(2)
                              .replaceAll("\\?.*", "")
                              .replace("…", "/api/v1/subjects/{id}"))
              .toList();
      named += routes.size();
      assertThat(known).as(page).containsAll(routes);
    }
    assertThat(named).isGreaterThan(40);
  }

  @SuppressWarnings("unchecked")
  private Set<String> known() throws Exception {
    EngineConfig engine = EngineConfig.of(List.of(folder));
    try (Studio studio =
            Studio.start(StudioSlices.studio(HttpSettings.loopback(0), engine, "test"));
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + studio.port() + "/openapi.json");
      String text =
          client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      Map<String, Object> document = (Map<String, Object>) JsonText.read(text);
      Set<String> known = new TreeSet<>();
      ((Map<String, Map<String, Object>>) document.get("paths"))
          .forEach(
              (path, methods) ->
                  methods
                      .keySet()
                      .forEach(method -> known.add(method.toUpperCase(Locale.ROOT) + " " + path)));
      return known;
    }
  }

  @Test
  void everyCommandAndItsOptionsAreThere() {
    int named = 0;
    for (String page : PAGES) {
      List<String> commands = commands(Checkout.text(page));
      named += commands.size();
      assertThat(commands.stream().flatMap(this::missing)).as(page).isEmpty();
    }
    assertThat(named).isGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"consent forget X", "consent erase X --certainly", "serves", "audit"})
  void whatIsNotThereIsFound(String command) {
    assertThat(missing(command)).isNotEmpty();
  }

  /** What stands in back quotes, which a line may break, and the lines of examples. */
  private static List<String> commands(String page) {
    List<String> all = new ArrayList<>();
    String prose = FENCED.matcher(page).replaceAll("");
    QUOTED.matcher(prose).results().forEach(match -> all.add(match.group(1)));
    FENCED
        .matcher(page)
        .results()
        .flatMap(example -> LINE.matcher(example.group()).results())
        .forEach(match -> all.add(match.group(1)));
    return all.stream().map(command -> command.replaceAll("\\s+", " ").strip()).toList();
  }

  /** What of a command line is not there: the command itself, or options of it. */
  private Stream<String> missing(String command) {
    String[] words = command.split(" ", -1);
    if (words[0].startsWith("-")) {
      return Stream.empty();
    }
    boolean group = GROUPS.contains(words[0]);
    if (group && words.length < 2) {
      return Stream.of(command + " is a group");
    }
    String name = group ? words[0] + " " + words[1] : words[0];
    String help = helps.computeIfAbsent(name, this::help);
    if (!help.contains("Usage: mien " + name)) {
      return Stream.of("mien " + name);
    }
    return Stream.of(words)
        .filter(word -> word.startsWith("--"))
        .map(word -> word.replaceAll("=.*", ""))
        .filter(option -> !Pattern.compile(option + "[=, \\n]").matcher(help).find())
        .map(option -> "mien " + name + " " + option);
  }

  private String help(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            print,
            print,
            false,
            false,
            false,
            Map.of("HOME", folder.toString()),
            folder,
            Optional.empty(),
            System::nanoTime,
            new Interruption(),
            _ -> {
              throw new AssertionError("a help opens no engine");
            });
    Main.run(surroundings, (name + " --help").split(" ", -1));
    print.flush();
    return out.toString(StandardCharsets.UTF_8).replaceAll("--\\[no-]([a-z-]+)", "--$1 --no-$1 ");
  }
}
