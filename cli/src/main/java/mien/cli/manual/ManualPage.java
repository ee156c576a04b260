package mien.cli.manual;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual page of a command and everything below it, in the {@code man} macros of roff. Made of
 * the same model as {@code --help}, so that both say the same; the same for every build of a
 * version.
 */
final class ManualPage {

  private static final List<List<String>> ENVIRONMENT =
      List.of(
          List.of("MIEN_MODELS", "Folders with models, separated by colons, searched first."),
          List.of("MIEN_JAVA_OPTS", "Flags for the JVM, for example -Xmx2g for very large photos."),
          List.of("JAVA_HOME", "The JDK to run with: version 25 or later."),
          List.of("NO_COLOR", "When set, no colors, unless --color always is given."),
          List.of("XDG_CONFIG_HOME", "The settings are mien/config.toml in it (~/.config)."),
          List.of("XDG_DATA_HOME", "Fetched models are in mien/models in it (~/.local/share)."));

  private static final List<List<String>> STATUS =
      List.of(
          List.of("0", "Everything that was asked for was done."),
          List.of("1", "Something was refused or could not be decided."),
          List.of("2", "The command line or the settings are wrong."),
          List.of("130", "Ended by Ctrl-C."));

  private final StringBuilder page = new StringBuilder();

  private ManualPage() {}

  /** The page. */
  static String of(CommandSpec root, String version) {
    ManualPage page = new ManualPage();
    page.page
        .append(".TH MIEN 1 \"\" \"mien ")
        .append(version)
        .append("\" \"User Commands\"\n.SH NAME\nmien \\- ")
        .append(text(lowerFirst(String.join(" ", root.usageMessage().header()))))
        .append("\n.SH SYNOPSIS\n");
    page.synopsis(root);
    page.page.append(".SH DESCRIPTION\n");
    page.paragraphs(root.usageMessage().description());
    page.page.append(".SH OPTIONS\nThese go with every command.\n");
    root.options().stream().filter(option -> !option.hidden()).forEach(page::argument);
    page.page.append(".SH COMMANDS\n");
    page.commands(root);
    page.pairs("EXIT STATUS", STATUS);
    page.pairs("ENVIRONMENT", ENVIRONMENT);
    page.page.append(".SH EXAMPLES\n");
    page.examples(root.usageMessage().footer());
    return page.page.toString();
  }

  private void commands(CommandSpec spec) {
    for (CommandLine below : spec.subcommands().values()) {
      CommandSpec command = below.getCommandSpec();
      if (!command.usageMessage().hidden()) {
        page.append(".SS ").append(text(command.qualifiedName())).append('\n');
        synopsis(command);
        page.append(".PP\n");
        paragraphs(command.usageMessage().header());
        paragraphs(command.usageMessage().description());
        command.positionalParameters().stream()
            .filter(word -> !word.hidden())
            .forEach(this::argument);
        command.options().stream()
            .filter(option -> !option.hidden() && !option.inherited() && !option.usageHelp())
            .forEach(this::argument);
        examples(command.usageMessage().footer());
        commands(command);
      }
    }
  }

  /** Without the options that every command has. */
  private void synopsis(CommandSpec spec) {
    String words =
        spec.positionalParameters().stream()
            .map(word -> word.arity().min() == 0 ? "[" + many(word) + "]" : many(word))
            .collect(Collectors.joining(" "));
    String rest = spec.subcommands().isEmpty() ? "[OPTION]... " + words : "COMMAND";
    page.append(".B ").append(text(spec.qualifiedName())).append('\n');
    page.append(text(rest.strip())).append('\n');
  }

  private static String many(ArgSpec word) {
    return word.paramLabel() + (word.arity().max() > 1 ? "..." : "");
  }

  private void argument(ArgSpec argument) {
    String name =
        argument instanceof OptionSpec option
            ? Arrays.stream(option.names()).collect(Collectors.joining(", "))
                + (option.arity().max() == 0 ? "" : " " + option.paramLabel())
            : argument.paramLabel();
    pair(name, String.join(" ", argument.description()));
  }

  private void pairs(String heading, List<List<String>> pairs) {
    page.append(".SH ").append(heading).append('\n');
    pairs.forEach(pair -> pair(pair.getFirst(), pair.getLast()));
  }

  private void pair(String name, String description) {
    page.append(".TP\n.B ").append(text(name)).append('\n');
    page.append(text(plain(description))).append('\n');
  }

  private void paragraphs(String[] lines) {
    for (String line : lines) {
      page.append(line.isBlank() ? ".PP\n" : text(plain(line)) + "\n");
    }
  }

  /** Text whose lines stay as they are. */
  private void examples(String[] lines) {
    if (lines.length > 0) {
      page.append(".PP\n.nf\n");
      Arrays.stream(lines)
          .dropWhile(String::isBlank)
          .forEach(line -> page.append(text(plain(line))).append('\n'));
      page.append(".fi\n");
    }
  }

  /** As picocli prints it: its texts are formats, and may have markup. */
  private static String plain(String text) {
    return Ansi.OFF.string(text.replace("%%", "%"));
  }

  /** Escapes what roff would take for a command. */
  private static String text(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }

  private static String lowerFirst(String text) {
    String clause = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return Character.toLowerCase(clause.charAt(0)) + clause.substring(1);
  }
}
