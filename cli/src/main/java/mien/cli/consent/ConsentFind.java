package mien.cli.consent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mien.cli.command.EngineAccess;
import mien.cli.command.EngineAccess.OpenedEngine;
import mien.cli.command.EngineOptions;
import mien.cli.command.EngineOptions.Job;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.core.MienException;
import mien.core.compare.Calibration;
import mien.core.face.Embedding;
import mien.engine.Aspect;
import mien.engine.OnlyFace.NoFace;
import mien.engine.OnlyFace.OneFace;
import mien.engine.OnlyFace.Several;
import mien.engine.fault.EngineFault;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;
import mien.json.Json;
import mien.json.Member;
import mien.vault.Vault;
import mien.vault.policy.Disclosed;
import mien.vault.record.FoundReference;
import mien.vault.record.ReferenceSearch;
import mien.vault.record.Refusal;
import mien.vault.subject.SubjectId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mien consent find}. */
@Command(
    name = "find",
    description = {
      "Find whose face a photo shows, among everyone whose face template is held.",
      "For a person who asks what is held of them and does not know the number. The photo is not"
          + " kept; the log says that everyone was compared.",
      "Exit status 1: no one is near enough."
    })
final class ConsentFind extends ConsentTask {

  private static final int MOST = 10 << 20;

  /** Of strangers, who may be named by mistake. */
  private static final double RATE = 1.0 / 100_000;

  /** References that are looked at: a person may have several. */
  private static final int NEAREST = 50;

  @Parameters(paramLabel = "PHOTO", description = "jpg, jpeg, png or webp; 10 MB at most.")
  Path photo;

  @Mixin EngineOptions engineOptions;

  @SuppressWarnings("NullAway.Init") // picocli sets the parameters
  ConsentFind(MienCommand root) {
    super(root);
  }

  /** Who was found, nearest first. */
  private record Found(
      @Member("Which model's numbers were compared.") String model,
      @Member("How many were compared.") int references,
      @Member("How many could not be.") int unusable,
      @Member("The similarity from which on a person is named; null where none was measured.")
          OptionalDouble threshold,
      @Member("How many of all strangers reach it; null where it was not measured.")
          OptionalDouble falseMatchRate,
      @Member("Nearest first.") List<Person> found) {}

  /** One person. */
  private record Person(
      @Member("The organization's number.") String safeId,
      @Member(value = "Cosine of the two vectors.", decimals = 4) double similarity) {}

  @Override
  int run(Vault vault) {
    byte[] bytes = PhotoFiles.picture(around().folder().resolve(photo), MOST);
    if (!vault.policy().keeps().contains(Disclosed.EMBEDDINGS)) {
      around().err().println(RefusalWords.of(Refusal.NOT_DISCLOSED));
      return ExitCode.REFUSED;
    }
    Found found;
    Job job = new Job(1, EnumSet.of(Aspect.EMBEDDING));
    try (OpenedEngine opened = EngineAccess.open(root(), engineOptions, job);
        ReferenceSearch search = vault.officer(CLERK).search(recognizer(opened).id())) {
      found = found(vault, search, recognizer(opened), probe(opened, bytes));
    }
    print(json ? Json.of(found) : text(found));
    return found.found().isEmpty() ? ExitCode.REFUSED : ExitCode.OK;
  }

  static ModelCard recognizer(OpenedEngine opened) {
    return opened.models().stream()
        .map(model -> model.card())
        .filter(card -> card.task() == ModelTask.RECOGNITION)
        .findFirst()
        .orElseThrow();
  }

  private Embedding probe(OpenedEngine opened, byte[] bytes) {
    return switch (opened
        .engine()
        .analyze(bytes, EnumSet.of(Aspect.EMBEDDING))
        .requireComplete("the photo")
        .only()) {
      case OneFace(var face) -> face.embedding().orElseThrow(ConsentFind::noFace);
      case NoFace _ -> throw noFace();
      case Several(int count) ->
          throw new MienException(
              EngineFault.FACE_SEVERAL,
              "The photo shows " + count + " faces: cut it to the one that is meant.");
    };
  }

  private static MienException noFace() {
    return new MienException(EngineFault.FACE_NONE, "No face was found in the photo.");
  }

  private static Found found(Vault vault, ReferenceSearch search, ModelCard card, Embedding probe) {
    Calibration measured = card.calibration();
    OptionalDouble wanted = measured.threshold(RATE);
    OptionalDouble threshold =
        measured.strangers().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(measured.thresholdUnlessLoose(Double.NEGATIVE_INFINITY, RATE));
    Map<SubjectId, Double> best = new LinkedHashMap<>();
    for (FoundReference one : search.nearest(List.of(probe), NEAREST).getFirst()) {
      if (one.similarity() >= threshold.orElse(-1)) {
        best.putIfAbsent(one.subject(), (double) one.similarity());
      }
    }
    List<Person> people = new ArrayList<>();
    best.forEach(
        (id, similarity) ->
            vault
                .viewer(CLERK)
                .manifest(id)
                .ifPresent(one -> people.add(new Person(one.safeId().value(), similarity))));
    return new Found(
        card.id().value(),
        search.references(),
        search.unusable().size(),
        threshold,
        wanted.isPresent() ? OptionalDouble.of(RATE) : measured.lowestRate(),
        people);
  }

  private static String text(Found found) {
    List<String> lines = new ArrayList<>();
    for (Person one : found.found()) {
      lines.add(String.format(Locale.ROOT, "%.3f  %s", one.similarity(), one.safeId()));
    }
    if (found.found().isEmpty()) {
      lines.add("No one whose face template is held is near enough.");
    }
    Optional<String> chance =
        found.falseMatchRate().isEmpty()
            ? Optional.empty()
            : Optional.of(
                String.format(
                    Locale.ROOT,
                    "A stranger reaches %.3f about once in %,.0f comparisons; %,d were made.",
                    found.threshold().orElseThrow(),
                    1 / found.falseMatchRate().getAsDouble(),
                    found.references()));
    lines.add(chance.orElse("How often strangers come so near was not measured of this model."));
    if (found.unusable() > 0) {
      lines.add(
          found.unusable()
              + " templates could not be compared: 'mien consent template --all' makes them again"
              + " where a release is valid.");
    }
    return String.join("\n", lines);
  }
}
