package mien.cli.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import mien.core.face.ModelId;
import mien.engine.EngineConfig.Alignment;
import mien.engine.EngineConfig.EyeStrategy;
import mien.engine.detect.DetectionOptions;
import mien.engine.image.PhotoLimits;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.ModelPack;
import mien.studio.compare.Bystanders;
import mien.studio.compare.CompareSettings;
import mien.studio.compare.ThresholdRule;

/**
 * The whole settings file as one tree. A component's name in lower case with hyphens is its key:
 * {@code detection.minConfidence} is {@code min-confidence} in the table {@code [detection]}. See
 * docs/settings.md, which says what each means and is made of what the readers declare.
 */
public record Settings(
    Models models,
    Engine engine,
    DetectionOptions detection,
    PhotoLimits limits,
    Compare compare,
    Output output,
    StudioSettings studio,
    VaultSettings vault) {

  /** What holds without a settings file. */
  public static final Settings DEFAULT =
      new Settings(
          new Models(
              List.of(), ModelPack.REGISTRY, Optional.empty(), Optional.empty(), Fetch.ALWAYS),
          new Engine(
              OptionalInt.empty(),
              List.of(ExecutionProvider.CPU),
              false,
              Alignment.AUTO,
              EyeStrategy.CLASSIFIER),
          DetectionOptions.DEFAULT,
          PhotoLimits.DEFAULT,
          new Compare(OptionalDouble.empty(), Bystanders.ASK),
          new Output(Show.AUTO, Show.AUTO),
          StudioSettings.DEFAULT,
          VaultSettings.DEFAULT);

  /** Which weights. */
  public record Models(
      List<Path> folders,
      ModelPack use,
      Optional<ModelId> detector,
      Optional<ModelId> recognizer,
      Fetch fetch) {}

  /** Whether a command fetches default weights that it needs and that are not here. */
  public enum Fetch {
    /** After asking on a terminal; not at all where there is none. */
    ASK,
    /** Yes, and says so. */
    ALWAYS,
    /** No. */
    NEVER
  }

  /** How models run. */
  public record Engine(
      OptionalInt threads,
      List<ExecutionProvider> providers,
      boolean requireProvider,
      Alignment align,
      EyeStrategy eyes) {}

  /** How two faces are judged. */
  public record Compare(OptionalDouble falseMatchRate, Bystanders bystanders) {}

  /** How two photos are compared, at every door: {@code studio.threshold} counts first. */
  public CompareSettings comparing() {
    ThresholdRule rule = new ThresholdRule.Contract();
    if (studio.threshold().isPresent()) {
      rule = new ThresholdRule.Fixed(studio.threshold().getAsDouble());
    } else if (compare.falseMatchRate().isPresent()) {
      rule = new ThresholdRule.Rate(compare.falseMatchRate().getAsDouble());
    }
    return new CompareSettings(rule, compare.bystanders());
  }

  /** How results look. */
  public record Output(Show color, Show progress) {}

  /** Whether something for the eye is shown. */
  public enum Show {
    /** On a terminal. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER
  }
}
