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
 * docs/settings.md.
 *
 * @param models which weights
 * @param engine how they run
 * @param detection how photos are searched
 * @param limits what a photo may cost
 * @param compare how two faces are judged
 * @param output how results look
 * @param studio where it listens, and who judges faces
 * @param vault where photos rest, and who may touch them
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

  /**
   * Which weights.
   *
   * @param folders searched before the usual places
   * @param use the pack whose models are taken
   * @param detector in place of the pack's
   * @param recognizer in place of the pack's
   * @param fetch whether default weights that are not here are fetched
   */
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

  /**
   * How models run.
   *
   * @param threads photos worked on at once; empty takes the number of cores
   * @param providers execution providers, first choice first
   * @param requireProvider fail instead of falling back
   * @param align how faces are aligned for the recognizer
   * @param eyes how eye state is judged
   */
  public record Engine(
      OptionalInt threads,
      List<ExecutionProvider> providers,
      boolean requireProvider,
      Alignment align,
      EyeStrategy eyes) {}

  /**
   * How two faces are judged.
   *
   * @param falseMatchRate share of different people that may pass for one person, in (0, 1); empty
   *     keeps the contract's threshold unless more than 1 in 1,000 pass it
   * @param bystanders what becomes of small faces at the edge
   */
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

  /**
   * How results look.
   *
   * @param color in tables and messages
   * @param progress the progress bar
   */
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
