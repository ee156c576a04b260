package mien.studio.consent;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import mien.json.Member;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.ErasureReceipt;
import mien.vault.record.SweepReport;
import mien.vault.subject.LegalHold;
import mien.vault.subject.SubjectId;

/** What came of an erasure. */
public record Erasure(
    Outcome outcome,
    Optional<Receipt> receipt,
    @Member("Where bytes still are.") List<String> places,
    Optional<Manifest.Hold> legalHold) {

  /** The same in a word. */
  public enum Outcome {
    /** It is gone, and a receipt says so. */
    ERASED,
    /** The rows are gone; bytes were found. */
    UNFINISHED,
    /** A hold forbids it. */
    ON_HOLD,
    /** There was nothing. */
    NOTHING_HELD
  }

  /** Of the vault's outcome, with the key that checks its receipt. */
  public static Erasure of(EraseOutcome outcome, PublicKey key) {
    return switch (outcome) {
      case EraseOutcome.Erased(ErasureReceipt receipt) ->
          new Erasure(
              Outcome.ERASED, Optional.of(Receipt.of(receipt, key)), List.of(), Optional.empty());
      case EraseOutcome.Unfinished(List<String> places) ->
          new Erasure(Outcome.UNFINISHED, Optional.empty(), places, Optional.empty());
      case EraseOutcome.OnHold(LegalHold hold) ->
          new Erasure(
              Outcome.ON_HOLD, Optional.empty(), List.of(), Optional.of(Manifest.Hold.of(hold)));
      case EraseOutcome.NothingHeld() ->
          new Erasure(Outcome.NOTHING_HELD, Optional.empty(), List.of(), Optional.empty());
    };
  }

  /** A withdrawal, with the erasure that it caused. */
  public record Withdrawn(Optional<Erasure> erasure) {}

  /** A receipt, with the key that checks it. */
  public record Receipt(
      String id,
      @Member("What was signed: lines of name and value.") String text,
      @Member("Ed25519, base64.") String signature,
      @Member("PEM.") String publicKey) {

    /** Of the vault's. */
    public static Receipt of(ErasureReceipt receipt, PublicKey key) {
      return new Receipt(receipt.id(), receipt.text(), receipt.signatureBase64(), pem(key));
    }
  }

  /** SubjectPublicKeyInfo as PEM (RFC 7468), which openssl reads. */
  static String pem(PublicKey key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /** What a sweep did, or would do. */
  public record Sweep(
      Instant at,
      @Member("Whether nothing was changed.") boolean dryRun,
      @Member(size = {0, Integer.MAX_VALUE}) List<Entry> entries) {

    /** Of the vault's report. */
    public static Sweep of(SweepReport report) {
      return new Sweep(
          report.at(), report.dryRun(), report.entries().stream().map(Entry::of).toList());
    }
  }

  /** What was due of one subject. */
  public record Entry(
      String subjectId,
      EraseScope scope,
      EraseReason reason,
      Instant dueAt,
      SweepReport.Result result) {

    private static Entry of(SweepReport.Entry entry) {
      SubjectId subject = entry.subject();
      return new Entry(
          subject.value(), entry.scope(), entry.reason(), entry.dueAt(), entry.result());
    }
  }
}
