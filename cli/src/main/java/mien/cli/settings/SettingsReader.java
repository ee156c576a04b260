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
    SettingsReader reader = new SettingsReader(Toml.parse(""));
    reader.settings();
    return reader.sections.values().stream().flatMap(s -> s.known().stream()).toList();
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
        section.list("folders", "folder names", SettingsReader::path, List.of()),
        section.word("use", defaults.use()),
        section.text("detector", "a model id", SettingsReader::model),
        section.text("recognizer", "a model id", SettingsReader::model),
        section.word("fetch", defaults.fetch()));
  }

  private Settings.Engine engine() {
    Settings.Engine defaults = Settings.DEFAULT.engine();
    SettingsSection section = section("engine");
    int threads = (int) section.amount("threads", 1, 1024, 0);
    List<ExecutionProvider> providers =
        section.list(
            "providers",
            "providers (" + SettingsFile.providers() + ")",
            SettingsFile::provider,
            defaults.providers());
    if (providers.isEmpty()) {
      providers =
          section.wrong("providers", "a list with one at least", "empty", defaults.providers());
    }
    return new Settings.Engine(
        threads == 0 ? OptionalInt.empty() : OptionalInt.of(threads),
        providers,
        section.flag("require-provider", defaults.requireProvider()),
        section.word("align", defaults.align()),
        section.word("eyes", defaults.eyes()));
  }

  private DetectionOptions detection() {
    DetectionOptions defaults = DetectionOptions.DEFAULT;
    SettingsSection section = section("detection");
    double confidence = section.fraction("min-confidence", defaults.minConfidence());
    int faces = (int) section.amount("max-faces", 1, 100_000, 0);
    int size = (int) section.amount("input-size", 32, 8192, 0);
    if (size % 32 != 0) {
      size = section.wrong("input-size", "a multiple of 32", size, 0);
    }
    return new DetectionOptions(
        confidence,
        faces == 0 ? defaults.maxFaces() : OptionalInt.of(faces),
        size == 0 ? OptionalInt.empty() : OptionalInt.of(size),
        section.flag("large-face-pass", defaults.largeFacePass()),
        section.flag("tiles", defaults.tiles()),
        section.flag("retry-rotated", defaults.retryRotated()));
  }

  private PhotoLimits limits() {
    PhotoLimits defaults = PhotoLimits.DEFAULT;
    SettingsSection section = section("limits");
    return new PhotoLimits(
        section.amount("max-bytes", 1, Integer.MAX_VALUE, defaults.maxBytes()),
        section.amount("max-pixels", 1, Integer.MAX_VALUE, defaults.maxPixels()),
        (int) section.amount("max-side", 1, Integer.MAX_VALUE, defaults.maxSide()));
  }

  private static Settings.Compare compare(SettingsSection section) {
    return new Settings.Compare(
        section.between("false-match-rate", 0, 1),
        section.word("bystanders", Settings.DEFAULT.compare().bystanders()));
  }

  private Settings.Output output() {
    SettingsSection section = section("output");
    Settings.Output defaults = Settings.DEFAULT.output();
    return new Settings.Output(
        section.word(section.spelling("color", "colour"), defaults.color()),
        section.word("progress", defaults.progress()));
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
