package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code docs/models-table.md} is what the catalog says; {@code -Dmien.write=true} rewrites it. */
class ModelTableTest {

  private static final Path TABLE = Path.of("../docs/models-table.md");

  @Test
  void theTableInTheDocumentsIsTheCatalog() throws IOException {
    String table = table();
    if (Boolean.getBoolean("mien.write")) {
      Files.writeString(TABLE, table);
    }
    assertThat(TABLE).content().isEqualTo(table);
  }

  private static String table() {
    StringBuilder text = new StringBuilder();
    text.append("# The models that mien knows\n\n");
    text.append("Written from the catalog by `ModelTableTest`; see [models.md](models.md).\n");
    text.append("Bold ids are the default pack. \"Golden\" says whether its");
    text.append(" outputs are checked\nagainst known values when it is loaded.\n");
    for (ModelTask task : ModelTask.values()) {
      text.append("\n## ").append(task.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      text.append(
          "\n\n| id | file | bytes | license of the weights | commercial use | pull | golden |");
      text.append("\n|---|---|---:|---|---|---|---|\n");
      ModelCatalog.builtIn().cards(task).forEach(card -> row(text, card));
    }
    text.append("\n## Notes\n\n");
    for (ModelCard card : ModelCatalog.builtIn().cards()) {
      note(text, card);
    }
    text.append("\n## Checksums\n\n| id | SHA-256 |\n|---|---|\n");
    for (ModelCard card : ModelCatalog.builtIn().cards()) {
      text.append("| ").append(card.id()).append(" | `").append(card.sha256()).append("` |\n");
    }
    text.append("\n## Published, but without a card\n\n");
    for (ModelCatalog.WithoutCard missing : ModelCatalog.withoutCard()) {
      text.append("* ").append(missing.name()).append(": ").append(missing.reason()).append(".\n");
    }
    return text.toString();
  }

  private static void row(StringBuilder text, ModelCard card) {
    boolean golden = card.graph().map(GraphContract::golden).orElse(false);
    boolean standard = ModelSet.REGISTRY.all().contains(card.id());
    text.append("| ").append(standard ? "**" + card.id() + "**" : card.id());
    text.append(" | ").append(card.fileName());
    text.append(" | ")
        .append(
            card.bytes() == 0 ? "not recorded" : String.format(Locale.ROOT, "%,d", card.bytes()));
    text.append(" | ").append(card.license().name());
    text.append(" | ").append(card.license().commercialUse() ? "yes" : "no");
    text.append(" | ").append(card.sources().isEmpty() ? "mirror only" : pull(card));
    text.append(" | ").append(!card.isNetwork() ? "no network" : golden ? "yes" : "no");
    text.append(" |\n");
  }

  private static String pull(ModelCard card) {
    return switch (card.sources().getFirst()) {
      case ModelSource.NpmMember npm -> "npm " + npm.origin().spec();
      case ModelSource.WebFile _, ModelSource.ZipMember _ -> "yes";
    };
  }

  private static void note(StringBuilder text, ModelCard card) {
    String note = card.note();
    String license = card.license().note();
    if (!note.isEmpty() || !license.isEmpty()) {
      text.append("* **").append(card.id()).append("**: ").append(note);
      text.append(note.isEmpty() || license.isEmpty() ? "" : "; ").append(license).append(".\n");
    }
  }
}
