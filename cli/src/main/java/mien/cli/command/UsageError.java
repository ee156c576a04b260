package mien.cli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mien.cli.terminal.SafeText;
import mien.core.NearestWord;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A wrong command line in one sentence: which word is wrong, why, and the nearest right one. */
public final class UsageError {

  private UsageError() {}

  /** The sentence, and the way to the help. */
  public static List<String> lines(ParameterException wrong) {
    String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    return List.of(SafeText.of(sentence(wrong)), "See '" + name + " --help'.");
  }

  private static String sentence(ParameterException wrong) {
    return switch (wrong) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> missing(missing);
      case OverwrittenOptionException twice ->
          name(twice.getOverwritten()) + " may be given only once.";
      default -> wrongValue(wrong);
    };
  }

  private static String wrongValue(ParameterException wrong) {
    if (wrong.getCause() instanceof TypeConversionException cause && wrong.getArgSpec() != null) {
      return name(wrong.getArgSpec()) + " " + cause.getMessage() + ".";
    }
    String message = String.valueOf(wrong.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private static String unmatched(UnmatchedArgumentException wrong) {
    CommandLine at = wrong.getCommandLine();
    List<String> words = wrong.getUnmatched();
    String word =
        words.stream().filter(UsageError::isOption).findFirst().orElseGet(words::getFirst);
    if (isOption(word)) {
      return unknownOption(at, word);
    }
    if (at.getSubcommands().isEmpty()) {
      return "unexpected argument '" + word + "'.";
    }
    return unknownCommand(at, word);
  }

  /** The sentence about a word that is no subcommand of {@code at}. */
  static String unknownCommand(CommandLine at, String word) {
    return "unknown command '" + word + "'." + NearestWord.question(word, commands(at));
  }

  private static String unknownOption(CommandLine at, String word) {
    String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    List<String> owners = new ArrayList<>();
    at.getSubcommands()
        .values()
        .forEach(
            command -> {
              if (command.getCommandSpec().optionsMap().containsKey(option)) {
                owners.add("'" + command.getCommandSpec().qualifiedName() + "'");
              }
            });
    String unknown = "unknown option '" + option + "'.";
    return owners.isEmpty()
        ? unknown + NearestWord.question(option, options(at))
        : unknown + " It belongs after the command: " + String.join(", ", owners) + ".";
  }

  private static String missing(MissingParameterException wrong) {
    List<ArgSpec> missing = wrong.getMissing();
    if (missing.size() != 1) {
      return "missing: " + missing.stream().map(UsageError::name).collect(Collectors.joining(", "));
    }
    return switch (missing.getFirst()) {
      case OptionSpec option when option.required() -> name(option) + " is missing.";
      case OptionSpec option ->
          name(option) + " needs a value (" + option.paramLabel() + "): " + about(option);
      case ArgSpec word -> name(word) + " is missing: " + about(word);
    };
  }

  private static String about(ArgSpec argument) {
    String text = String.join(" ", argument.description());
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String name(ArgSpec argument) {
    return switch (argument) {
      case OptionSpec option -> option.longestName();
      case PositionalParamSpec word -> word.paramLabel();
      default -> argument.paramLabel();
    };
  }

  private static boolean isOption(String word) {
    return word.startsWith("-") && word.length() > 1;
  }

  private static Collection<String> commands(CommandLine at) {
    return at.getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(entry -> entry.getKey())
        .toList();
  }

  private static Collection<String> options(CommandLine at) {
    return at.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .flatMap(
            option ->
                option.negatable()
                    ? java.util.stream.Stream.of(
                        option.longestName(), "--no-" + option.longestName().substring(2))
                    : java.util.stream.Stream.of(option.names()))
        .toList();
  }
}
