package mien.studio.consent;

import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import mien.json.Json;
import mien.vault.record.EraseOutcome;
import mien.vault.record.ErasureReceipt;
import mien.vault.record.SweepReport;
import mien.vault.subject.LegalHold;

/** Erasures, receipts and sweeps as JSON. */
final class ErasureJson {

  private ErasureJson() {}

  /** Writes what came of an erasure. */
  static void write(Json out, EraseOutcome outcome, PublicKey key) {
    switch (outcome) {
      case EraseOutcome.Erased(ErasureReceipt receipt) -> {
        out.text("outcome", "erased").object("receipt", o -> receipt(o, receipt, key));
        rest(out, List.of(), Optional.empty());
      }
      case EraseOutcome.Unfinished(List<String> places) -> {
        out.text("outcome", "unfinished").unknown("receipt");
        rest(out, places, Optional.empty());
      }
      case EraseOutcome.OnHold(LegalHold hold) -> {
        out.text("outcome", "on_hold").unknown("receipt");
        rest(out, List.of(), Optional.of(hold));
      }
      case EraseOutcome.NothingHeld() -> {
        out.text("outcome", "nothing_held").unknown("receipt");
        rest(out, List.of(), Optional.empty());
      }
    }
  }

  private static void rest(Json out, List<String> places, Optional<LegalHold> hold) {
    out.array("places", all -> places.forEach(all::text));
    ManifestJson.hold(out, hold);
  }

  /** Writes a receipt, with the key that checks it. */
  static void receipt(Json out, ErasureReceipt receipt, PublicKey key) {
    out.text("id", receipt.id())
        .text("text", receipt.text())
        .text("signature", receipt.signatureBase64())
        .text("public_key", pem(key));
  }

  /** SubjectPublicKeyInfo as PEM (RFC 7468), which openssl reads. */
  static String pem(PublicKey key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /** Writes a sweep. */
  static void sweep(Json out, SweepReport report) {
    out.text("at", report.at().toString()).flag("dry_run", report.dryRun());
    out.array("entries", all -> report.entries().forEach(one -> all.inArray(o -> entry(o, one))));
  }

  private static void entry(Json out, SweepReport.Entry entry) {
    out.text("subject_id", entry.subject().value())
        .text("scope", entry.scope().word())
        .text("reason", entry.reason().word())
        .text("due_at", entry.dueAt().toString())
        .text("result", ManifestJson.word(entry.result()));
  }
}
