package mien.studio;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mien.studio.TestDesk.Setup;
import mien.vault.policy.Organization;
import mien.vault.subject.Classifications;

/**
 * Plays at real desks what the examples of {@code web/src/consent/examples} show, and keeps the
 * answers. Everybody is made up; the clock is the test's, so that times are the same every time.
 */
final class DeskExamples {

  private static final byte[] PHOTO = TestStudio.picture("jpg", 320);
  private static final byte[] DRAWING = TestStudio.picture("png", 60);
  private static final Organization WHO =
      new Organization("Northwind Archive", "12 Sample Street, Springfield");
  private static final String REASON = "Case 26-1187, ordered by the court on 9 November 2026";

  private final Path parent;
  private final Map<String, String> made = new TreeMap<>();

  private DeskExamples(Path parent) {
    this.parent = parent;
  }

  /** The answers as JSON, by the names of their examples. */
  static Map<String, String> made(Path parent) throws Exception {
    DeskExamples examples = new DeskExamples(parent);
    examples.wholeWay();
    examples.refusals();
    examples.endings();
    examples.otherPolicies();
    examples.brokenLog();
    return examples.made;
  }

  private TestDesk desk(String folder, Setup setup) throws InterruptedException {
    TestDesk desk = TestDesk.over(parent.resolve(folder), setup.of(WHO));
    if (setup.staff()) {
      desk.as(TestDesk.OFFICER);
    }
    untilTheFirstRound(desk);
    return desk;
  }

  /** The round at the start leaves an entry and a check: which of two comes first must be sure. */
  private static void untilTheFirstRound(TestDesk desk) throws InterruptedException {
    for (int i = 0; i < 1200; i++) {
      Instant next = Instant.parse((String) desk.fetch("/api/v1/desk").is(200).at("next_sweep_at"));
      if (next.isAfter(desk.now())) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the desk's first round did not end within a minute");
  }

  private Told keep(String name, Told told) {
    made.put(name, told.text());
    return told;
  }

  /** A sweep lists people by their random ids: here by what became of them. */
  private void keepSweep(String name, Told told) {
    Map<String, Object> answer = new LinkedHashMap<>(told.is(200).json());
    List<?> entries = (List<?>) told.at("entries");
    answer.put(
        "entries",
        entries.stream()
            .sorted(Comparator.comparing(entry -> ((Map<?, ?>) entry).get("result").toString()))
            .toList());
    made.put(name, PrettyJson.of(answer));
  }

  private static Form number(String safeId) {
    return new Form().text("safe_id", safeId);
  }

  private static Form release(TestDesk desk) {
    return new Form()
        .text("text_hash", (String) desk.fetch("/api/v1/policy").at("release", "text_hash"))
        .text("purpose", "identification")
        .text("signer", "Robin Sample")
        .text("method", "drawn")
        .file("evidence", "signature.png", DRAWING);
  }

  private static String entered(TestDesk desk, String safeId) {
    return "/api/v1/subjects/" + desk.post("/api/v1/subjects", number(safeId)).at("subject_id");
  }

  private static String photographed(TestDesk desk, String safeId) {
    String subject = entered(desk, safeId);
    desk.post(subject + "/consent", release(desk)).is(201);
    desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
    return subject;
  }

  /** One person from being entered to the receipt, and the log of it. */
  private void wholeWay() throws InterruptedException {
    try (TestDesk desk = desk("whole", Setup.of("biometric_v1").withStaff())) {
      keep("policy", desk.fetch("/api/v1/policy").is(200));
      keep("subjects-none", desk.fetch("/api/v1/subjects?safe_id=nobody").is(200));
      Told created = keep("subject-created", desk.post("/api/v1/subjects", number("staff-0042")));
      String subject = "/api/v1/subjects/" + created.is(201).at("subject_id");
      keep("manifest-new", desk.fetch(subject).is(200));
      desk.pass(Duration.ofSeconds(147));
      keep("consent-given", desk.post(subject + "/consent", release(desk)).is(201));
      keep("manifest-consented", desk.fetch(subject).is(200));
      desk.pass(Duration.ofSeconds(125));
      keep("photo-kept", desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201));
      keep("manifest-held", desk.fetch(subject).is(200));
      desk.pass(Duration.ofHours(3));
      desk.as(TestDesk.VIEWER);
      desk.fetch(subject + "/photo").is(200);
      desk.as(TestDesk.OFFICER);
      desk.fetch(subject + "/export").is(200);
      desk.pass(Duration.ofHours(1));
      Told erased = keep("erased", desk.delete(subject + "/biometric").is(200));
      keep("receipt", desk.fetch("/api/v1/receipts/" + erased.at("receipt", "id")).is(200));
      desk.pass(Duration.ofMinutes(10));
      keep("audit-check", desk.post("/api/v1/audit/check").is(200));
      keep("audit", desk.fetch("/api/v1/audit?limit=25").is(200));
      keep("audit-heads", desk.fetch("/api/v1/audit/heads").is(200));
      keep("audit-proof", desk.fetch("/api/v1/audit/proof/3").is(200));
      keep("audit-consistency", desk.fetch("/api/v1/audit/consistency?first=3").is(200));
      keep("desk", desk.fetch("/api/v1/desk").is(200));
      desk.pass(Duration.ofMinutes(10));
      for (String other : new String[] {"staff-0043", "visitor_7", "visitor_8"}) {
        entered(desk, other);
      }
      keep("subjects", desk.fetch("/api/v1/subjects?limit=3").is(200));
    }
  }

  private void refusals() throws InterruptedException {
    try (TestDesk off = TestDesk.off(parent)) {
      keep("problem-vault-off", off.fetch("/api/v1/desk").is(404));
    }
    try (TestDesk desk = desk("refusals", Setup.of("biometric_v1").withStaff())) {
      String subject = entered(desk, "staff-0042");
      keep("problem-taken", desk.post("/api/v1/subjects", number("staff-0042")).is(409));
      Form photo = TestDesk.photo(PHOTO);
      keep("problem-no-consent", desk.post(subject + "/photo", photo).is(403));
      keep("problem-nothing-held", desk.delete(subject + "/biometric").is(404));
      keep("problem-not-disclosed", desk.post(subject + "/verify", photo).is(403));
      Form older =
          new Form()
              .text("text_hash", "0".repeat(64))
              .text("purpose", "identification")
              .text("signer", "Robin Sample")
              .text("method", "typed")
              .text("signature", "Robin Sample");
      keep("problem-text-changed", desk.post(subject + "/consent", older).is(409));
      Form huge = TestDesk.photo(new byte[(10 << 20) + 1]);
      keep("problem-too-large", desk.post(subject + "/photo", huge).is(400));
      String nobody = "/api/v1/subjects/" + "0".repeat(32);
      keep("problem-unknown-subject", desk.fetch(nobody).is(404));
      desk.as(TestDesk.VIEWER);
      keep("problem-role", desk.post("/api/v1/subjects", number("x")).is(403));
      desk.as("a-wrong-key-of-the-test-000");
      keep("problem-key", desk.fetch("/api/v1/desk").is(401));
    }
  }

  /** Withdrawn, held, satisfied, swept. */
  private void endings() throws InterruptedException {
    try (TestDesk desk = desk("endings", Setup.of("biometric_v1").withStaff())) {
      String gone = photographed(desk, "staff-0042");
      String held = photographed(desk, "staff-0043");
      String done = photographed(desk, "staff-0044");
      desk.pass(Duration.ofHours(2));
      keep("consent-withdrawn", desk.delete(gone + "/consent").is(200));
      keep("manifest-withdrawn", desk.fetch(gone).is(200));
      Form photo = TestDesk.photo(PHOTO);
      keep("problem-consent-withdrawn", desk.post(gone + "/photo", photo).is(403));
      keep("manifest-satisfied", desk.post(done + "/purpose-satisfied").is(200));
      desk.as(TestDesk.ADMIN);
      Form hold = new Form().text("reason", REASON);
      keep("manifest-on-hold", desk.post(held + "/hold", hold).is(200));
      desk.as(TestDesk.OFFICER);
      keep("problem-on-hold", desk.delete(held + "/biometric").is(409));
      keep("consent-withdrawn-on-hold", desk.delete(held + "/consent").is(200));
      desk.pass(Duration.ofMinutes(10));
      desk.as(TestDesk.ADMIN);
      keepSweep("sweep-dry-run", desk.post("/api/v1/sweep"));
      keepSweep("sweep-done", desk.post("/api/v1/sweep?dry_run=false"));
    }
    try (TestDesk desk = desk("local", Setup.of("biometric_v1"))) {
      keep("desk-local", desk.fetch("/api/v1/desk").is(200));
    }
  }

  private void otherPolicies() throws InterruptedException {
    try (TestDesk desk = desk("home", Setup.of("personal"))) {
      keep("policy-personal", desk.fetch("/api/v1/policy").is(200));
      String me = entered(desk, "me");
      Form photo = TestDesk.photo(PHOTO);
      keep("verified-nothing", desk.post(me + "/verify", photo).is(200));
      desk.post(me + "/photo", photo).is(201);
      keep("verified", desk.post(me + "/verify", photo).is(200));
      keep("verified-no-match", desk.post(me + "/verify", TestDesk.photo(DRAWING)).is(200));
    }
    Setup classified = Setup.of("biometric_v2").withStaff().withGuesses(DeskExamples::guess);
    try (TestDesk desk = desk("classified", classified)) {
      String subject = photographed(desk, "staff-0042");
      Told manifest = desk.fetch(subject).is(200);
      // They are made when the answer is out.
      for (int i = 0; i < 1200 && !manifest.text().contains("age_years"); i++) {
        Thread.sleep(50);
        manifest = desk.fetch(subject).is(200);
      }
      keep("manifest-classified", manifest);
    }
  }

  private static Optional<Classifications> guess(byte[] photo) {
    return Optional.of(
        new Classifications(
            "onnx",
            new TreeMap<>(Map.of("age_years", "34", "gender", "female")),
            new TreeMap<>(Map.of("faceapi_age_gender", "ba".repeat(32)))));
  }

  private void brokenLog() throws InterruptedException, SQLException {
    Setup setup = Setup.of("biometric_v1").withStaff();
    try (TestDesk desk = desk("broken", setup)) {
      photographed(desk, "staff-0042");
    }
    Path file = parent.resolve("broken/vault/vault.db");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      statement.execute(
          "UPDATE audit_leaf SET content = CAST(replace(CAST(content AS TEXT), 'officer:',"
              + " 'another:') AS BLOB) WHERE CAST(content AS TEXT) LIKE '%PHOTO_COLLECTED%'");
    }
    try (TestDesk desk = TestDesk.over(parent.resolve("broken"), setup.of(WHO))) {
      desk.as(TestDesk.OFFICER);
      desk.post("/api/v1/audit/check").is(200);
      keep("audit-broken", desk.fetch("/api/v1/audit?from=0&limit=4").is(200));
    }
  }
}
