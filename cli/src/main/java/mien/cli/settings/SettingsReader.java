package mien.cli.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import mien.cli.fault.CliFault;
import mien.core.MienException;
import mien.core.NearestWord;
import mien.core.face.ModelId;
import mien.engine.detect.DetectionOptions;
import mien.engine.image.PhotoLimits;
import mien.engine.model.ExecutionProvider;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Turns TOML into {@link Settings}, or into one message with everything that is wrong. */
final class SettingsReader {

  private final List<String> problems = new ArrayList<>();
  private final Map<String, SettingsSection> sections = new LinkedHashMap<>();
  private final TomlTable root;

  private SettingsReader(TomlTable root) {
    this.root = root;
  }

  static Settings read(String toml, String name) {
    TomlParseResult parsed = Toml.parse(toml);
    List<String> problems = new ArrayList<>();
    for (TomlParseError error : parsed.errors()) {
      problems.add("line " + error.position().line() + ": " + error.getMessage());
    }
    if (problems.isEmpty()) {
      SettingsReader reader = new SettingsReader(parsed);
      Settings settings = reader.settings();
      reader.refuseUnknown();
      if (reader.problems.isEmpty()) {
        return settings;
      }
      problems = reader.problems;
    }
    String all = String.join("\n  ", problems);
    throw new MienException(
        CliFault.SETTINGS_WRONG,
        "The settings file " + name + " is wrong; nothing was done:\n  " + all);
  }

  /** Every key that a file may have, as {@code section.key}. */
  static List<String> keys() {
    return List.copyOf(declared().keySet());
  }

  /** The rows of {@code docs/settings.md}. */
  static List<String> rows() {
    return List.copyOf(declared().values());
  }

  private static Map<String, String> declared() {
    SettingsReader reader = new SettingsReader(Toml.parse(""));
    reader.settings();
    Map<String, String> all = new LinkedHashMap<>();
    reader.sections.values().forEach(section -> all.putAll(section.declared()));
    return all;
  }

  private Settings settings() {
    Settings read =
        new Settings(
            models(),
            engine(),
            detection(),
            limits(),
            compare(section("compare")),
            output(),
            studio(),
            vault());
    if (read.compare().falseMatchRate().isPresent() && read.studio().threshold().isPresent()) {
      Objects.requireNonNull(sections.get("compare"))
          .wrong("false-match-rate", "left out beside studio.threshold", "set too", read);
    }
    return read;
  }

  private Settings.Models models() {
    Settings.Models defaults = Settings.DEFAULT.models();
    SettingsSection section = section("models");
    return new Settings.Models(
        section
            .key("folders", "searched for models before the usual places")
            .list("folder names", SettingsReader::path, List.of()),
        section
            .key("use", "the pack whose models are taken; `mien models use PACK` writes it")
            .word(defaults.use()),
        section
            .key("detector", "which detector")
            .option("--detector")
            .unset("the pack's")
            .text("a model id", SettingsReader::model),
        section
            .key("recognizer", "which recognizer")
            .option("--recognizer")
            .unset("the pack's")
            .text("a model id", SettingsReader::model),
        section
            .key(
                "fetch",
                "whether a command fetches default weights that it needs and that are not "
                    + "here; it says so first. `ask` asks on a terminal, and does not fetch "
                    + "where there is none")
            .word(defaults.fetch()));
  }

  private Settings.Engine engine() {
    Settings.Engine defaults = Settings.DEFAULT.engine();
    SettingsSection section = section("engine");
    OptionalInt threads =
        section
            .key("threads", "photos worked on at once")
            .option("--threads")
            .unset("the number of cores")
            .whole(1, 1024);
    List<ExecutionProvider> providers =
        section
            .key("providers", "where models run, first choice first")
            .option("--provider")
            .values("list of `" + SettingsFile.providers().replace(", ", "`, `") + "`")
            .list(
                "providers (" + SettingsFile.providers() + ")",
                SettingsFile::provider,
                defaults.providers());
    if (providers.isEmpty()) {
      providers =
          section.wrong("providers", "a list with one at least", "empty", defaults.providers());
    }
    return new Settings.Engine(
        threads,
        providers,
        section
            .key(
                "require-provider",
                "fail instead of falling back when the first provider does not run")
            .option("--require-provider")
            .flag(defaults.requireProvider()),
        section
            .key("align", "how faces are aligned for the recognizer")
            .option("--align")
            .word(defaults.align()),
        section
            .key("eyes", "how eyes are judged: by landmarks or by pixels")
            .option("--eyes")
            .word(defaults.eyes()));
  }

  private DetectionOptions detection() {
    DetectionOptions defaults = DetectionOptions.DEFAULT;
    SettingsSection section = section("detection");
    double confidence =
        section
            .key("min-confidence", "faces that the detector scores lower are dropped")
            .option("--min-confidence")
            .fraction(defaults.minConfidence());
    OptionalInt faces =
        section
            .key(
                "max-faces",
                "how many faces of a photo are kept: the largest near its middle. How "
                    + "many were left out is said")
            .option("--max-faces")
            .unset("all")
            .whole(1, 100_000);
    OptionalInt size =
        section
            .key("input-size", "side of the square that a photo is fitted into for the detector")
            .values("multiple of 32, to 8192")
            .unset("chosen for each photo")
            .whole(32, 8192);
    if (size.isPresent() && size.getAsInt() % 32 != 0) {
      size = section.wrong("input-size", "a multiple of 32", size.getAsInt(), OptionalInt.empty());
    }
    return new DetectionOptions(
        confidence,
        faces.isEmpty() ? defaults.maxFaces() : faces,
        size,
        section
            .key(
                "large-face-pass",
                "also search a 128-pixel version, for faces that fill the picture")
            .flag(defaults.largeFacePass()),
        section
            .key("tiles", "also search overlapping tiles, for small faces in group photos")
            .option("--tiles")
            .flag(defaults.tiles()),
        section
            .key(
                "retry-rotated",
                "when nothing is found, search the photo turned by 90, 180 and 270 " + "degrees")
            .flag(defaults.retryRotated()));
  }

  private PhotoLimits limits() {
    PhotoLimits defaults = PhotoLimits.DEFAULT;
    SettingsSection section = section("limits");
    return new PhotoLimits(
        section
            .key("max-bytes", "larger files are refused")
            .option("--limit-bytes")
            .unit("MB")
            .amount(1, Integer.MAX_VALUE, defaults.maxBytes()),
        section
            .key("max-pixels", "photos with more pixels are refused")
            .option("--limit-pixels")
            .unit("MP")
            .amount(1, Integer.MAX_VALUE, defaults.maxPixels()),
        (int)
            section
                .key("max-side", "photos with a longer side are refused")
                .option("--limit-side")
                .amount(1, Integer.MAX_VALUE, defaults.maxSide()));
  }

  private static Settings.Compare compare(SettingsSection section) {
    return new Settings.Compare(
        section
            .key(
                "false-match-rate",
                "share of different people that may pass for one person, at the terminal "
                    + "and in the studio; not together with `studio.threshold`")
            .option("--false-match-rate")
            .unset("`0.001` at the threshold 0.35")
            .between(0, 1),
        section
            .key(
                "bystanders",
                "small faces at the edge of a photo: they make several faces, or are left "
                    + "aside (less than half as high as the largest face, center in the outer "
                    + "quarter)")
            .word(Settings.DEFAULT.compare().bystanders()));
  }

  private Settings.Output output() {
    SettingsSection section = section("output");
    Settings.Output defaults = Settings.DEFAULT.output();
    return new Settings.Output(
        section
            .key("color", "colors; `auto` means on a terminal, unless `NO_COLOR` is set")
            .option("--color")
            .older("colour")
            .word(defaults.color()),
        section
            .key(
                "progress",
                "progress; `always` prints a line every ten seconds where there is no "
                    + "terminal")
            .word(defaults.progress()));
  }

  private StudioSettings studio() {
    StudioReader reader = new StudioReader(section("studio"));
    sections.put("studio.openai", reader.openai());
    return reader.read();
  }

  private VaultSettings vault() {
    VaultReader reader = new VaultReader(section("vault"));
    sections.put("vault.store", reader.store());
    sections.put("vault.classification", reader.classification());
    return reader.read();
  }

  private SettingsSection section(String name) {
    TomlTable table = Toml.parse("");
    if (root.get(List.of(name)) instanceof TomlTable there) {
      table = there;
    } else if (root.contains(List.of(name))) {
      problems.add(line(name) + "'" + name + "' must be a table: [" + name + "]");
    }
    SettingsSection section = new SettingsSection(name, table, problems);
    sections.put(name, section);
    return section;
  }

  private void refuseUnknown() {
    for (String name : root.keySet()) {
      // A nested table has a dot in its name here; a quoted key with a dot is no such table.
      if (!sections.containsKey(name) || name.contains(".")) {
        problems.add(line(name) + "unknown " + what(name) + " '" + name + "'" + meant(name));
      }
    }
    sections.values().forEach(SettingsSection::refuseUnknown);
  }

  private String what(String name) {
    return root.get(List.of(name)) instanceof TomlTable ? "table" : "key";
  }

  /** A key outside its table is a common slip: the whole tree is searched for it. */
  private String meant(String name) {
    for (String key : keys()) {
      if (key.endsWith("." + name)) {
        return "; it belongs in a table: " + key;
      }
    }
    return NearestWord.of(name, sections.keySet())
        .map(near -> "; did you mean '" + near + "'?")
        .orElseGet(() -> "; there are " + String.join(", ", sections.keySet()));
  }

  private String line(String name) {
    TomlPosition position = root.inputPositionOf(List.of(name));
    return position == null ? "" : "line " + position.line() + ": ";
  }

  private static Optional<ModelId> model(String text) {
    try {
      return Optional.of(new ModelId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static Optional<Path> path(String text) {
    try {
      String home = System.getProperty("user.home");
      return Optional.of(Path.of(text.startsWith("~/") ? home + text.substring(1) : text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
