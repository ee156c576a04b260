package mien.cli.consent;

import java.util.List;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.json.Json;
import mien.studio.consent.Manifest;
import mien.studio.consent.Subjects;
import mien.vault.Vault;
import mien.vault.subject.SubjectManifest;
import mien.vault.subject.SubjectSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien consent show}. */
@Command(
    name = "show",
    description =
        "Show what is held about a person, and until when; without SAFE_ID list everyone.")
final class ConsentShow extends ConsentTask {

  private static final int PAGE = 1000;

  @Parameters(
      arity = "0..1",
      paramLabel = "SAFE_ID",
      description = "The organization's number of the person.")
  @Nullable String safeId;

  @Option(names = "--prefix", paramLabel = "TEXT", description = "List those that begin so.")
  String prefix = "";

  ConsentShow(MienCommand root) {
    super(root);
  }

  @Override
  boolean reads() {
    return true;
  }

  @Override
  int run(Vault vault) {
    if (safeId == null) {
      list(vault);
      return ExitCode.OK;
    }
    SubjectManifest manifest = vault.viewer(CLERK).manifest(subject(vault, safeId)).orElseThrow();
    if (json) {
      print(Json.of(Manifest.of(manifest, now())));
    } else {
      ManifestText.of(manifest).forEach(this::print);
    }
    return ExitCode.OK;
  }

  /** Page by page: a line a subject, or with --json an object a page. */
  private void list(Vault vault) {
    String after = "";
    List<SubjectSummary> page;
    do {
      page = vault.viewer(CLERK).list(prefix, after, PAGE);
      if (json) {
        print(Json.of(Subjects.Listed.of(page)));
      } else {
        page.forEach(one -> print(one.safeId() + "  " + one.id() + "  " + one.createdAt()));
      }
      after = page.isEmpty() ? after : page.getLast().safeId().value();
    } while (page.size() == PAGE);
  }
}
