package mien.cli.consent;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import mien.cli.command.EngineAccess;
import mien.cli.command.EngineAccess.OpenedEngine;
import mien.cli.command.EngineOptions;
import mien.cli.command.EngineOptions.Job;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.AnalyzedFace;
import mien.engine.Aspect;
import mien.json.Json;
import mien.vault.Vault;
import mien.vault.policy.Disclosed;
import mien.vault.record.KeepOutcome;
import mien.vault.record.Refusal;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import mien.vault.subject.SubjectSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien consent template}. */
@Command(
    name = "template",
    description = {
      "Make face templates again from the photos that are held.",
      "As after a change of the recognizer, or for photos that 'mien consent keep' took in. "
          + "Only where the policy discloses templates."
    })
final class ConsentTemplate extends ConsentTask {

  private static final int PAGE = 1000;

  @Parameters(paramLabel = "SAFE_ID", arity = "0..*", description = "Whose.")
  List<String> safeIds = List.of();

  @Option(
      names = "--all",
      description = "Of everyone whose template is missing or of another model.")
  boolean all;

  @Mixin EngineOptions engineOptions;

  @SuppressWarnings("NullAway.Init") // picocli sets the mixin
  ConsentTemplate(MienCommand root) {
    super(root);
  }

  /** What became of one. */
  private record Made(String safeId, boolean kept, String word) {}

  @Override
  int run(Vault vault) {
    if (all == !safeIds.isEmpty()) {
      throw usage("Name whose templates to make, or say --all.");
    }
    if (!vault.policy().keeps().contains(Disclosed.EMBEDDINGS)) {
      around().err().println(RefusalWords.of(Refusal.NOT_DISCLOSED));
      return ExitCode.REFUSED;
    }
    List<SubjectSummary> wanted = all ? everyone(vault) : named(vault);
    List<Made> made = new ArrayList<>();
    if (!wanted.isEmpty()) {
      Job job = new Job(1, EnumSet.of(Aspect.EMBEDDING));
      try (OpenedEngine opened = EngineAccess.open(root(), engineOptions, job)) {
        ModelId model = ConsentFind.recognizer(opened).id();
        for (SubjectSummary one : wanted) {
          make(vault, opened, model, one).ifPresent(made::add);
        }
      }
    }
    say(made);
    return made.stream().allMatch(Made::kept) ? ExitCode.OK : ExitCode.REFUSED;
  }

  /** Everyone of whom a photo is held. */
  private static List<SubjectSummary> everyone(Vault vault) {
    List<SubjectSummary> found = new ArrayList<>();
    String after = "";
    List<SubjectSummary> page;
    do {
      page = vault.viewer(CLERK).list("", after, PAGE);
      for (SubjectSummary one : page) {
        Optional<SubjectManifest> manifest = vault.viewer(CLERK).manifest(one.id());
        manifest.filter(m -> m.biometricCollection().isPresent()).ifPresent(_ -> found.add(one));
        after = one.safeId().value();
      }
    } while (page.size() == PAGE);
    return found;
  }

  private List<SubjectSummary> named(Vault vault) {
    List<SubjectSummary> found = new ArrayList<>();
    for (String safeId : safeIds) {
      SubjectId id = subject(vault, safeId);
      SubjectManifest manifest = vault.viewer(CLERK).manifest(id).orElseThrow();
      found.add(new SubjectSummary(id, manifest.safeId(), manifest.createdAt()));
    }
    return found;
  }

  /** None: with {@code --all}, there is one of this model already. */
  private Optional<Made> make(
      Vault vault, OpenedEngine opened, ModelId model, SubjectSummary subject) {
    if (all && isCurrent(vault, subject.id(), model)) {
      return Optional.empty();
    }
    List<String> why = new ArrayList<>();
    Optional<KeepOutcome> outcome =
        vault
            .officer(CLERK)
            .remakeReference(
                subject.id(),
                photo -> {
                  List<AnalyzedFace> faces = look(opened, photo, why);
                  if (faces.size() != 1) {
                    why.add(faces.isEmpty() ? "no face was found" : "several faces were found");
                    return Optional.empty();
                  }
                  return faces.getFirst().embedding();
                });
    return Optional.of(
        switch (outcome.orElse(new KeepOutcome.Refused(Refusal.NOTHING_HELD))) {
          case KeepOutcome.Kept _ -> new Made(subject.safeId().value(), true, "made");
          case KeepOutcome.Refused(Refusal refusal) ->
              new Made(
                  subject.safeId().value(),
                  false,
                  why.isEmpty() ? RefusalWords.of(refusal) : why.getFirst());
        });
  }

  private static List<AnalyzedFace> look(OpenedEngine opened, byte[] photo, List<String> why) {
    try {
      return opened
          .engine()
          .analyze(photo, EnumSet.of(Aspect.EMBEDDING))
          .requireComplete("this photo")
          .faces();
    } catch (MienException e) {
      // One photo that cannot be read must not keep the others from their templates.
      why.add(e.getMessage());
      return List.of();
    }
  }

  private static boolean isCurrent(Vault vault, SubjectId id, ModelId model) {
    return vault.viewer(CLERK).manifest(id).stream()
        .flatMap(manifest -> manifest.embeddings().stream())
        .anyMatch(one -> one.usage() == EmbeddingUse.REFERENCE && one.model().equals(model));
  }

  private void say(List<Made> made) {
    long kept = made.stream().filter(Made::kept).count();
    if (json) {
      print(
          Json.object(
              out ->
                  out.whole("made", kept)
                      .array(
                          "not_made",
                          all ->
                              made.stream()
                                  .filter(one -> !one.kept)
                                  .forEach(
                                      one ->
                                          all.inArray(
                                              o ->
                                                  o.text("safe_id", one.safeId)
                                                      .text("why", one.word))))));
      return;
    }
    made.forEach(one -> print(one.safeId + "  " + one.word));
    print(kept + (kept == 1 ? " template was made." : " templates were made."));
  }
}
