package mien.cli.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completion for fish: a line for each command and option, each with the condition that the
 * commands before it were typed. Two functions of the script find those, stepping over options and
 * their values.
 */
final class FishScript {

  private static final String FUNCTIONS =
      """
      # mien completion for fish

      function __mien_commands
        set -l valued %s
        set -l value 0
        set -l words (commandline -opc)
        for word in $words[2..]
          if test $value -eq 1
            set value 0
          else if contains -- $word $valued
            set value 1
          else if not string match -q -- '-*' $word
            echo $word
          end
        end
      end

      # The commands typed so far are these, and nothing else.
      function __mien_exactly
        set -l typed (__mien_commands)
        test "$typed" = "$argv"
      end

      # The commands typed so far begin with these.
      function __mien_within
        set -l typed (__mien_commands)
        string match -q -- "$argv *" "$typed "
      end

      """;

  private final List<String> lines = new ArrayList<>();
  private final Set<String> valued = new LinkedHashSet<>();

  private FishScript() {}

  /** The script of a command and everything below it. */
  static String of(CommandSpec root) {
    FishScript script = new FishScript();
    script.command(root, "");
    return FUNCTIONS.formatted(String.join(" ", script.valued))
        + String.join("\n", script.lines)
        + "\n";
  }

  private void command(CommandSpec spec, String path) {
    for (CommandLine below : spec.subcommands().values()) {
      CommandSpec next = below.getCommandSpec();
      if (!next.usageMessage().hidden()) {
        line("__mien_exactly " + path, "-f -a " + next.name(), summary(next));
        command(next, (path + " " + next.name()).strip());
      }
    }
    String within = path.isEmpty() ? "true" : "__mien_within " + path;
    spec.options().stream()
        .filter(option -> !option.hidden() && (path.isEmpty() || !option.inherited()))
        .forEach(option -> option(option, option.inherited() ? "true" : within));
    for (PositionalParamSpec word : spec.positionalParameters()) {
      candidates(word).ifPresent(all -> line(within, "-f -a " + quoted(all), null));
    }
  }

  private void option(OptionSpec option, String condition) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
    }
    String about = first(option.description());
    if (option.arity().max() == 0) {
      line(condition, names.toString().strip(), about);
      if (option.negatable()) {
        line(condition, "-l no-" + option.longestName().substring(2), null);
      }
      return;
    }
    valued.addAll(List.of(option.names()));
    String value =
        candidates(option)
            .map(all -> " -x -a " + quoted(all))
            .orElse(option.type() == Path.class ? " -r -F" : " -x");
    line(condition, names.toString().strip() + value, about);
  }

  private void line(String condition, String what, @Nullable String about) {
    lines.add(
        "complete -c mien -n "
            + quoted(condition.strip())
            + " "
            + what
            + (about == null ? "" : " -d " + quoted(about)));
  }

  private static java.util.Optional<String> candidates(ArgSpec argument) {
    if (argument.completionCandidates() != null) {
      return java.util.Optional.of(
          StreamSupport.stream(argument.completionCandidates().spliterator(), false)
              .map(FishScript::word)
              .collect(Collectors.joining(" ")));
    }
    return java.util.Optional.empty();
  }

  /** Constants of an enum come as {@code FIVE_POINT}. */
  static String word(String candidate) {
    return candidate.equals(candidate.toUpperCase(java.util.Locale.ROOT))
        ? candidate.toLowerCase(java.util.Locale.ROOT).replace('_', '-')
        : candidate;
  }

  private static String summary(CommandSpec spec) {
    String[] header = spec.usageMessage().header();
    return first(header.length > 0 ? header : spec.usageMessage().description());
  }

  /** Of a description, the first sentence: fish shows one line. */
  private static String first(String[] description) {
    String text = String.join(" ", description).strip().replace("%%", "%");
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
