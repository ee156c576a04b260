package mien.studio.consent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import mien.core.MienException;
import mien.core.audit.ConsistencyProof;
import mien.core.audit.InclusionProof;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Route;
import mien.studio.http.Route.Method;
import mien.studio.http.Route.Parameter;
import mien.vault.audit.AuditReader;
import mien.vault.audit.SignatureScope;
import mien.vault.audit.SignedHead;
import mien.vault.fault.VaultFault;

/** The log: its leaves, heads and proofs, and whether it is sound. */
final class AuditRoutes {

  private static final String AUDIT = "/api/v1/audit";
  private static final int PAGE = 100;
  private static final int MOST = 1000;
  private static final long ANY = 999_999_999_999_999L;

  private final Door door;

  AuditRoutes(Door door) {
    this.door = door;
  }

  List<Route> routes() {
    Parameter limit = new Parameter("limit", false, "1 to 1000; 100 unless given.");
    return List.of(
        Door.telling(
                door.staff(Method.GET, AUDIT, "Leaves of the log, and its state.", this::leaves),
                200,
                LogAnswer.Log.class,
                "A page of leaves.")
            .asking(new Parameter("from", false, "Index of the first; unless given, the newest."))
            .asking(limit),
        Door.telling(
            door.staff(Method.POST, AUDIT + "/check", "Computes the log again.", this::check),
            200,
            LogAnswer.Check.class,
            "What was found."),
        Door.telling(
                door.staff(Method.GET, AUDIT + "/heads", "Signed heads of the log.", this::heads),
                200,
                LogAnswer.Heads.class,
                "In the order in which they were signed.")
            .asking(new Parameter("from", false, "Number of the first, from 0."))
            .asking(limit),
        Door.telling(
                door.staff(
                    Method.GET,
                    AUDIT + "/proof/{leaf}",
                    "Proves that a leaf is in the log.",
                    this::inclusion),
                200,
                LogAnswer.Inclusion.class,
                "Hashes from the leaf to the root of a signed head (RFC 6962, 2.1.1).")
            .asking(new Parameter("leaf", true, "Its index, from 0."))
            .asking(new Parameter("size", false, "Of the head; the newest unless given.")),
        Door.telling(
                door.staff(
                    Method.GET,
                    AUDIT + "/consistency",
                    "Proves that the log of a head continues that of an older one.",
                    this::consistency),
                200,
                LogAnswer.Consistency.class,
                "Hashes between the roots of two signed heads (RFC 6962, 2.1.2).")
            .asking(new Parameter("first", false, "Leaves of the older head."))
            .asking(new Parameter("second", false, "Of the newer; the newest unless given.")));
  }

  private Answer leaves(Clerk clerk, Call call) {
    int limit = (int) Door.number(call, "limit", 1, MOST, PAGE);
    long wanted = Door.number(call, "from", 0, ANY, -1);
    return clerk
        .viewer()
        .audit(
            log -> {
              long size = log.size();
              long from = wanted >= 0 ? wanted : Math.max(0, size - limit);
              List<String> lines = log.leaves(from, limit);
              return log(clerk, size, newestHead(log), lines, from);
            });
  }

  private Answer log(
      Clerk clerk, long size, Optional<SignedHead> head, List<String> lines, long from) {
    long next = from + lines.size();
    return Answer.json(
        new LogAnswer.Log(
            size,
            head.map(LogAnswer.Head::of),
            LogAnswer.Check.of(door.desk().watch().latest()),
            Erasure.pem(clerk.vault().publicKey()),
            IntStream.range(0, lines.size())
                .mapToObj(i -> LogAnswer.Leaf.of(lines.get(i), from + i))
                .toList(),
            next < size ? OptionalLong.of(next) : OptionalLong.empty()));
  }

  /** None where it was spoilt: the page must be there to say so. */
  private static Optional<SignedHead> newestHead(AuditReader log) {
    try {
      return log.newestHead();
    } catch (MienException e) {
      if (e.fault() == VaultFault.AUDIT_DAMAGED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Answer check(Clerk clerk, Call call) {
    LogWatch.Checked checked = door.desk().watch().check(SignatureScope.ALL, clerk.officer());
    return Answer.json(LogAnswer.Check.of(Optional.of(checked)));
  }

  private Answer heads(Clerk clerk, Call call) {
    int limit = (int) Door.number(call, "limit", 1, MOST, PAGE);
    long from = Door.number(call, "from", 0, ANY, 0);
    List<SignedHead> heads = clerk.viewer().audit(log -> log.heads(from, limit));
    return Answer.json(
        new LogAnswer.Heads(
            heads.stream().map(LogAnswer.Head::of).toList(),
            heads.size() == limit ? OptionalLong.of(from + limit) : OptionalLong.empty()));
  }

  private Answer inclusion(Clerk clerk, Call call) {
    long leaf = Door.number(call.inPath("leaf"), "leaf", 0, ANY);
    long size = Door.number(call, "size", 1, ANY, 0);
    return clerk.viewer().audit(log -> inclusion(log, leaf, size));
  }

  private static Answer inclusion(AuditReader log, long leaf, long size) {
    SignedHead head = head(log, size);
    if (leaf >= head.size()) {
      throw new MienException(
          ConsentFault.AUDIT_NO_SUCH_LEAF,
          "The leaves of this head are 0 to " + (head.size() - 1) + ", and not " + leaf + ".");
    }
    requireLeaves(log, head);
    String content = log.leaves(leaf, 1).stream().findFirst().orElseThrow(AuditRoutes::unprovable);
    InclusionProof proof = log.inclusion(leaf, head.size());
    return Answer.json(
        new LogAnswer.Inclusion(
            leaf,
            head.size(),
            content,
            LeafHash.of(content.getBytes(StandardCharsets.US_ASCII)).hex(),
            LogAnswer.path(proof.path()),
            LogAnswer.Head.of(head)));
  }

  private Answer consistency(Clerk clerk, Call call) {
    long first = Door.number(call, "first", 1, ANY, 0);
    long second = Door.number(call, "second", 1, ANY, 0);
    if (first == 0 || second > 0 && first > second) {
      throw Door.parameter("first", "a number of leaves from 1 to that of 'second'");
    }
    return clerk.viewer().audit(log -> consistency(log, first, second));
  }

  private static Answer consistency(AuditReader log, long first, long second) {
    SignedHead older = head(log, first);
    SignedHead newer = head(log, second);
    requireLeaves(log, newer);
    ConsistencyProof proof = log.consistency(older.size(), newer.size());
    return Answer.json(
        new LogAnswer.Consistency(
            older.size(),
            newer.size(),
            LogAnswer.path(proof.path()),
            LogAnswer.Head.of(older),
            LogAnswer.Head.of(newer)));
  }

  private static void requireLeaves(AuditReader log, SignedHead head) {
    if (head.size() > log.size()) {
      throw unprovable();
    }
  }

  private static MienException unprovable() {
    return new MienException(
        ConsentFault.AUDIT_UNPROVABLE,
        "A proof needs every leaf that was signed, and some are not there: run mien audit verify.");
  }

  /** The newest head of that size; of 0, the newest of all. */
  private static SignedHead head(AuditReader log, long size) {
    return (size == 0 ? log.newestHead() : log.headOf(size))
        .orElseThrow(
            () ->
                new MienException(
                    ConsentFault.AUDIT_NO_SUCH_HEAD,
                    "A proof leads to a signed head, and there is none"
                        + (size == 0 ? "." : " of " + size + " leaves.")));
  }
}
