package mien.cli.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {

  private static final Pattern LIST = Pattern.compile("local (\\w+_option_args)=");

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void theScriptKnowsCommandsOptionsAndModels(String shell) {
    Run run = cli.run("completion", shell);
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("complete -F", "faces", "--annotate", "doctor", "edgeface_xs_512")
        .doesNotContain("--colour", "--accept-licence", "--organisation");
  }

  /** Picocli names a variable of the script after the label of an option's value. */
  @Test
  void noOptionsValuesHideThoseOfAnother() {
    String function = "";
    List<String> twice = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : cli.run("completion", "bash").lines()) {
      if (line.startsWith("function ")) {
        function = line;
      }
      Matcher list = LIST.matcher(line);
      if (list.find() && !seen.add(function + list.group(1))) {
        twice.add(function + " " + list.group(1));
      }
    }
    assertThat(seen).hasSizeGreaterThan(10);
    assertThat(twice).isEmpty();
  }

  @Test
  void theFishScriptHasEveryCommandAndNothingHidden() {
    assertThat(cli.run("completion", "fish").out())
        .contains("complete -c mien -n '__mien_exactly models' -f -a pull")
        .containsPattern("-l recognizer -x -a '[^']*edgeface_xs_512")
        .contains("-l align -x -a 'five-point frontal auto'")
        .contains("-l out -r -F")
        .contains("-l no-tiles")
        .doesNotContain("colour", "licence", "organisation", "-a manual");
  }

  @Test
  void bashCompletesCommandsAndModels() throws IOException {
    Path script =
        Files.writeString(folder.resolve("mien.bash"), cli.run("completion", "bash").out());
    String complete =
        "source "
            + script
            + "; compopt() { :; }; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_mien; printf '%%s\\n' \"${COMPREPLY[@]}\"";
    assertThat(ask("bash", complete.formatted("mien fac", 1))).containsExactly("faces");
    assertThat(ask("bash", complete.formatted("mien faces --detector yunet_20", 3)))
        .contains("yunet_2023mar", "yunet_2026may");
    assertThat(ask("bash", complete.formatted("mien faces --align f", 3)))
        .containsExactly("five-point", "frontal");
    assertThat(ask("bash", complete.formatted("mien models license edgeface", 3)))
        .contains("edgeface_xs_512");
  }

  @Test
  void fishCompletesCommandsOptionsModelsAndFiles() throws IOException {
    Path script =
        Files.writeString(folder.resolve("mien.fish"), cli.run("completion", "fish").out());
    Files.createDirectory(folder.resolve("photos"));
    String complete = "source " + script + "; cd " + folder + "; complete -C '%s'";
    assertThat(fish(complete.formatted("mien fac"))).containsExactly("faces");
    assertThat(fish(complete.formatted("mien models li"))).containsExactly("license", "list");
    assertThat(fish(complete.formatted("mien --config x models pul"))).containsExactly("pull");
    assertThat(fish(complete.formatted("mien faces --detector yunet_20")))
        .contains("yunet_2023mar", "yunet_2026may");
    assertThat(fish(complete.formatted("mien faces --det"))).containsExactly("--detector");
    assertThat(fish(complete.formatted("mien models license edgeface_xs_512")))
        .containsExactly("edgeface_xs_512");
    assertThat(fish(complete.formatted("mien models verify photo"))).isEmpty();
    assertThat(fish(complete.formatted("mien faces photo"))).containsExactly("photos/");
    assertThat(fish(complete.formatted("mien completion z"))).containsExactly("zsh");
  }

  /** As zsh's own bashcompinit calls it; what does not fit the word, zsh then leaves out. */
  @Test
  void zshCompletesCommandsAndModels() throws IOException {
    Path script = Files.writeString(folder.resolve("mien.zsh"), cli.run("completion", "zsh").out());
    String complete =
        "autoload -Uz compinit; compinit -u -D; source "
            + script
            + "; emulate -R zsh -o kshglob -o ksharrays -o shwordsplit;"
            + " COMP_WORDS=(%s); COMP_CWORD=%d; _complete_mien; print -l \"${COMPREPLY[@]}\"";
    assertThat(ask("zsh", complete.formatted("mien fac", 1))).contains("faces", "compare");
    assertThat(ask("zsh", complete.formatted("mien faces --detector yunet_20", 3)))
        .contains("yunet_2023mar", "yunet_2026may");
    assertThat(ask("zsh", complete.formatted("mien models license edgeface", 3)))
        .contains("edgeface_xs_512");
  }

  private List<String> fish(String line) throws IOException {
    return ask("fish", line);
  }

  /** What a shell prints; completions without their descriptions. */
  private List<String> ask(String shell, String line) throws IOException {
    boolean here =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    assumeTrue(here, "skipped: needs " + shell);
    ProcessBuilder builder = new ProcessBuilder(shell, "-c", line).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return said.lines().map(one -> one.replaceFirst("\t.*", "")).toList();
  }
}
