package mien.cli.command;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelTask;

/** The words that a shell offers where a model is expected; picocli makes and asks them. */
public final class ModelIds {

  private ModelIds() {}

  /** All models. */
  public static final class Any implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ids(_ -> true).iterator();
    }
  }

  /** Packs and all models. */
  public static final class Packs implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      Stream<String> packs = Arrays.stream(ModelPack.values()).map(ModelPack::label);
      return Stream.concat(packs, ids(_ -> true).stream()).iterator();
    }
  }

  /** Models that find faces. */
  public static final class Detectors implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ids(card -> card.task() == ModelTask.DETECTION).iterator();
    }
  }

  /** Models that compare faces. */
  public static final class Recognizers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ids(card -> card.task() == ModelTask.RECOGNITION).iterator();
    }
  }

  private static List<String> ids(Predicate<ModelCard> wanted) {
    return ModelCatalog.builtIn().cards().stream()
        .filter(wanted)
        .map(card -> card.id().value())
        .toList();
  }
}
