package mien.cli.consent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.fault.CliFault;
import mien.core.MienException;
import mien.json.Json;
import mien.json.JsonText;
import mien.vault.Vault;
import mien.vault.audit.Pseudonym;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien consent log}. */
@Command(
    name = "log",
    description = {
      "Print what the audit log says about a person, or about everyone who is still held.",
      "Columns: time, leaf, what, who did it, whose data. Leaves about no one have '-'; about "
          + "an erased person, '?'."
    })
final class ConsentLog extends ConsentTask {

  private static final int PAGE = 1000;

  @Parameters(
      arity = "0..1",
      paramLabel = "SAFE_ID",
      description = "The organization's number of the person.")
  @Nullable String safeId;

  ConsentLog(MienCommand root) {
    super(root);
  }

  @Override
  boolean reads() {
    return true;
  }

  @Override
  int run(Vault vault) {
    Map<String, String> names = safeId == null ? everyone(vault) : one(vault, safeId);
    List<String> leaves;
    long from = 0;
    do {
      long at = from;
      leaves = vault.viewer(CLERK).audit(log -> log.leaves(at, PAGE));
      for (String leaf : leaves) {
        print(leaf, names);
      }
      from += leaves.size();
    } while (leaves.size() == PAGE);
    return ExitCode.OK;
  }

  private static Map<String, String> one(Vault vault, String safeId) {
    return Map.of(vault.officer(CLERK).pseudonym(subject(vault, safeId)).hex(), safeId);
  }

  private static Map<String, String> everyone(Vault vault) {
    Map<String, String> names = new TreeMap<>();
    String after = "";
    List<SubjectSummary> page;
    do {
      page = vault.viewer(CLERK).list("", after, PAGE);
      for (SubjectSummary one : page) {
        SubjectId id = one.id();
        names.put(vault.officer(CLERK).pseudonym(id).hex(), one.safeId().value());
        after = one.safeId().value();
      }
    } while (page.size() == PAGE);
    names.put(Pseudonym.NONE.hex(), "-");
    return names;
  }

  private void print(String line, Map<String, String> names) {
    if (!(JsonText.read(line) instanceof Map<?, ?> leaf)
        || !(leaf.get("facts") instanceof Map<?, ?> facts)) {
      throw new MienException(
          CliFault.AUDIT_MALFORMED,
          "A leaf of the audit log is no event that mien could have written: run 'mien audit"
              + " verify'.");
    }
    Optional<String> whose = Optional.ofNullable(names.get(text(leaf, "pseudonym")));
    if (safeId != null && whose.isEmpty()) {
      return;
    }
    print(json ? asJson(leaf, facts, whose) : asText(leaf, facts, whose.orElse("?")));
  }

  private static String asText(Map<?, ?> leaf, Map<?, ?> facts, String whose) {
    String told =
        facts.entrySet().stream()
            .map(fact -> "  " + fact.getKey() + "=" + fact.getValue())
            .collect(Collectors.joining());
    return text(leaf, "at")
        + "  "
        + text(leaf, "index")
        + "  "
        + text(leaf, "action")
        + "  "
        + text(leaf, "actor")
        + "  "
        + whose
        + told;
  }

  private static String asJson(Map<?, ?> leaf, Map<?, ?> facts, Optional<String> whose) {
    return Json.object(
        out -> {
          out.text("at", text(leaf, "at"))
              .whole("index", Long.parseLong(text(leaf, "index")))
              .text("action", text(leaf, "action"))
              .text("actor", text(leaf, "actor"));
          whose
              .filter(name -> !name.equals("-"))
              .ifPresentOrElse(name -> out.text("safe_id", name), () -> out.unknown("safe_id"));
          out.object(
              "facts",
              o -> facts.forEach((name, value) -> o.text(name.toString(), value.toString())));
        });
  }

  private static String text(Map<?, ?> leaf, String name) {
    return Objects.toString(leaf.get(name), "");
  }
}
