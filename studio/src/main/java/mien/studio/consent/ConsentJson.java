package mien.studio.consent;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import mien.json.Json;
import mien.vault.record.EraseOutcome;
import mien.vault.record.ErasureReceipt;
import mien.vault.record.SweepReport;
import mien.vault.subject.Consent;
import mien.vault.subject.SubjectExport;
import mien.vault.subject.SubjectManifest;
import mien.vault.subject.SubjectSummary;

/** The desk's answers as one line of JSON each, for another door: the very members of the API. */
public final class ConsentJson {

  private ConsentJson() {}

  /** A manifest, for staff: with classifications where a policy discloses them. */
  public static String manifest(SubjectManifest manifest, Instant now) {
    return Json.object(out -> ManifestJson.write(out, manifest, now, ManifestJson.Reader.STAFF));
  }

  /** A release that was given. */
  public static String consent(Consent consent, Instant now) {
    return Json.object(out -> ManifestJson.consent(out, consent, now));
  }

  /** Subjects. */
  public static String subjects(List<SubjectSummary> page) {
    return Json.object(out -> SubjectRoutes.list(out, page));
  }

  /** What came of an erasure. */
  public static String erasure(EraseOutcome outcome, PublicKey key) {
    return Json.object(out -> ErasureJson.write(out, outcome, key));
  }

  /** A receipt. */
  public static String receipt(ErasureReceipt receipt, PublicKey key) {
    return Json.object(out -> ErasureJson.receipt(out, receipt, key));
  }

  /** What a sweep did, or would do. */
  public static String sweep(SweepReport report) {
    return Json.object(out -> ErasureJson.sweep(out, report));
  }

  /** What a person takes along: a zip file. */
  public static byte[] portableCopy(SubjectExport export, Instant now) {
    return PortableCopy.zip(export, now);
  }
}
