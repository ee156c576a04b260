package mien.cli.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.fault.CliFault;
import mien.core.MienException;
import mien.core.audit.Hash;
import mien.json.Json;
import mien.vault.audit.AuditReader;
import mien.vault.audit.SignedHead;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien audit prove}. */
@Command(
    name = "prove",
    description = {
      "Print a proof as JSON that a leaf is in the log.",
      "With --from: that the log continues an older head. The signed head that it belongs to "
          + "comes with it; nothing else of the log is shown."
    })
final class AuditProve implements Callable<Integer> {

  @Mixin VaultAccess access = new VaultAccess();

  @Parameters(arity = "0..1", paramLabel = "LEAF", description = "Index of a leaf, from 0.")
  @Nullable Long leaf;

  @Option(
      names = "--from",
      paramLabel = "SIZE",
      description = "Size of an older head, whose continuation is proved.")
  @Nullable Long from;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "Size of the head that the proof leads to (default: the newest).")
  @Nullable Long size;

  private final MienCommand root;

  AuditProve(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if ((leaf == null) == (from == null)) {
      throw refused("A proof is of one leaf, or with --from of one older head: name one of them.");
    }
    root.surroundings().out().println(access.read(root, this::proof));
    return ExitCode.OK;
  }

  private String proof(AuditReader log) {
    SignedHead head = head(log);
    return Json.of(
        leaf != null ? inclusion(log, leaf, head) : consistency(log, requireNonNull(from), head));
  }

  private record Inclusion(long leaf, long size, String content, List<String> path, String head) {}

  private record Consistency(long from, long size, List<String> path, String head) {}

  private SignedHead head(AuditReader log) {
    Optional<SignedHead> head = size == null ? log.newestHead() : log.headOf(size);
    return head.orElseThrow(
        () ->
            refused(
                size == null
                    ? "The log is empty: there is nothing to prove."
                    : "A proof leads to a signed head, and none has the size " + size + "."));
  }

  private static Inclusion inclusion(AuditReader log, long leaf, SignedHead head) {
    if (leaf < 0 || leaf >= head.size()) {
      throw refused(
          "Leaves of this head are 0 to " + (head.size() - 1) + ", but it was " + leaf + ".");
    }
    return new Inclusion(
        leaf,
        head.size(),
        log.leaves(leaf, 1).getFirst(),
        hex(log.inclusion(leaf, head.size()).path()),
        head.json());
  }

  private static Consistency consistency(AuditReader log, long from, SignedHead head) {
    if (from < 1 || from > head.size()) {
      throw refused(
          "Older heads have 1 to " + head.size() + " leaves, but --from was " + from + ".");
    }
    return new Consistency(
        from, head.size(), hex(log.consistency(from, head.size()).path()), head.json());
  }

  private static List<String> hex(List<Hash> path) {
    return path.stream().map(Hash::hex).toList();
  }

  private static MienException refused(String message) {
    return new MienException(CliFault.USAGE_AUDIT, message);
  }
}
