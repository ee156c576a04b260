package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.engine.EngineConfig;
import mien.studio.TestDesk.Setup;
import mien.studio.compare.ComparePlan;
import mien.studio.consent.ConsentConfig;
import mien.studio.consent.Staff;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import mien.vault.config.Actor;
import mien.vault.config.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the desk refuses, to whom, and that a refusal leaves nothing behind. */
class ConsentRefusalsTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);

  @TempDir Path parent;

  @Test
  void withoutAVaultEveryRouteSaysHowToHaveOne() {
    try (TestDesk desk = TestDesk.off(parent)) {
      String subject = "/api/v1/subjects/" + "0".repeat(32);
      for (String path :
          List.of(
              "/policy",
              "/policy/handout",
              "/api/v1/policy",
              "/api/v1/desk",
              "/api/v1/subjects",
              subject,
              subject + "/photo",
              subject + "/export",
              subject + "/consent/evidence",
              "/api/v1/receipts/x",
              "/api/v1/audit",
              "/api/v1/audit/heads",
              "/api/v1/audit/proof/0",
              "/api/v1/audit/consistency?first=1")) {
        Told told = desk.fetch(path).refuses(404, "vault.off");
        assertThat((String) told.at("detail")).contains("mien serve --vault FOLDER", "[vault]");
      }
      for (String path : List.of(subject, subject + "/biometric", subject + "/consent")) {
        desk.delete(path).refuses(404, "vault.off");
      }
      for (String path : List.of("/consent", "/photo", "/verify", "/hold", "/interaction")) {
        desk.post(subject + path).refuses(404, "vault.off");
      }
      desk.post("/api/v1/sweep").refuses(404, "vault.off");
    }
  }

  @Test
  void eachRoleMayWhatItMayAndNoMore() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1").withStaff())) {
      desk.fetch("/api/v1/policy").is(200);
      desk.fetch("/policy").is(200);
      desk.fetch("/policy/handout").is(200);
      for (String path : List.of("/api/v1/desk", "/api/v1/subjects", "/api/v1/audit")) {
        desk.fetch(path).refuses(401, "access.key");
      }
      desk.as("a-wrong-key-of-the-test-000");
      desk.fetch("/api/v1/desk").refuses(401, "access.key");
      desk.as(TestDesk.OFFICER);
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      desk.post("/api/v1/sweep?dry_run=false").refuses(403, "vault.role");
      desk.post(subject + "/hold", new Form().text("reason", "x")).refuses(403, "vault.role");
      desk.post("/api/v1/audit/check").is(200);

      desk.as(TestDesk.VIEWER);
      assertThat(desk.fetch("/api/v1/desk").is(200).at("actor", "id")).isEqualTo("guard");
      desk.fetch("/api/v1/subjects").is(200);
      desk.fetch(subject).is(200);
      desk.fetch(subject + "/photo").is(200);
      desk.fetch("/api/v1/audit/heads").is(200);
      desk.post("/api/v1/sweep?dry_run=true").is(200);
      desk.post("/api/v1/subjects", new Form().text("safe_id", "x")).refuses(403, "vault.role");
      desk.post(subject + "/consent", desk.typedRelease()).refuses(403, "vault.role");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).refuses(403, "vault.role");
      desk.post(subject + "/interaction").refuses(403, "vault.role");
      desk.post(subject + "/purpose-satisfied").refuses(403, "vault.role");
      desk.post("/api/v1/audit/check").refuses(403, "vault.role");
      desk.fetch(subject + "/export").refuses(403, "vault.role");
      desk.fetch(subject + "/consent/evidence").refuses(403, "vault.role");
      for (String path : List.of(subject, subject + "/biometric", subject + "/consent")) {
        desk.delete(path).refuses(403, "vault.role");
      }
      desk.delete(subject + "/hold").refuses(403, "vault.role");
      assertThat(desk.fetch(subject + "/photo").bytes()).isEqualTo(PHOTO);
      assertThat(desk.fetch("/api/v1/audit?limit=1000").text())
          .contains("ACCESS_REFUSED", "viewer:guard", "officer:front-desk");

      desk.as(TestDesk.ADMIN);
      desk.post(subject + "/hold", new Form().text("reason", "x")).is(200);
      desk.delete(subject + "/hold").is(200);
      desk.post("/api/v1/sweep?dry_run=false").is(200);
    }
  }

  @Test
  void idsThatAreNoneAreRefused() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      for (String id : List.of("x", "0".repeat(31), "A".repeat(32), "%2e%2e", "0%00", "..;")) {
        Told told = desk.send(get(desk, "/api/v1/subjects/" + id));
        assertThat(told.status()).as(id).isEqualTo(400);
        assertThat(told.text()).doesNotContain(parent.toString());
      }
      for (String path : List.of("/../../etc/passwd", "/%2e%2e/%2e%2e/x", "/..%2fx")) {
        assertThat(desk.send(get(desk, "/api/v1/subjects" + path)).status()).isIn(400, 404);
      }
      String unknown = "/api/v1/subjects/" + "0".repeat(32);
      desk.fetch(unknown).refuses(404, "subject.unknown");
      desk.fetch(unknown + "/photo").refuses(404, "subject.unknown");
      desk.fetch(unknown + "/export").refuses(404, "subject.unknown");
      desk.fetch(unknown + "/consent/evidence").refuses(404, "subject.unknown");
      desk.delete(unknown).refuses(404, "subject.unknown");
      desk.delete(unknown + "/consent").refuses(404, "subject.unknown");
      desk.delete(unknown + "/hold").refuses(404, "subject.unknown");
      desk.post(unknown + "/interaction").refuses(404, "subject.unknown");
      desk.post(unknown + "/consent", desk.typedRelease()).refuses(404, "subject.unknown");
      desk.post(unknown + "/photo", TestDesk.photo(PHOTO)).refuses(404, "subject.unknown");
      desk.fetch("/api/v1/receipts/" + "0".repeat(32)).refuses(404, "receipt.unknown");
      desk.fetch("/api/v1/receipts/none").refuses(404, "receipt.unknown");
      assertThat(desk.sealedFiles()).isEmpty();
    }
  }

  private static HttpRequest get(TestDesk desk, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + desk.http.port() + path))
        .build();
  }

  @Test
  void safeIdsAreNoPathsAndNoNames() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      for (String id :
          List.of("../x", "a/b", ".", "Robin Sample", "a.b", "-x", "x".repeat(65), "\u00e9")) {
        Told told =
            desk.post("/api/v1/subjects", new Form().text("safe_id", id))
                .refuses(400, "subject.bad-safe-id");
        assertThat(told.text()).doesNotContain("Robin");
      }
      desk.post("/api/v1/subjects", new Form()).refuses(400, "subject.bad-safe-id");
      desk.post("/api/v1/subjects", new Form().text("name", "x"))
          .refuses(400, "upload.unknown-field");
      assertThat((List<?>) desk.fetch("/api/v1/subjects").at("subjects")).isEmpty();
    }
  }

  @Test
  void parametersAreHeldToTheirRules() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      for (String path :
          List.of(
              "/api/v1/subjects?limit=0",
              "/api/v1/subjects?limit=1001",
              "/api/v1/subjects?limit=1&limit=2",
              "/api/v1/subjects?prefix=%25",
              "/api/v1/subjects?after=..%2f",
              "/api/v1/subjects?Limit=1",
              "/api/v1/audit?from=-1",
              "/api/v1/audit?limit=1e3",
              "/api/v1/audit/heads?from=9999999999999999",
              "/api/v1/audit/proof/x",
              "/api/v1/audit/consistency",
              "/api/v1/audit/consistency?first=2&second=1",
              subject + "?x=1")) {
        desk.fetch(path).refuses(400, "request.parameter");
      }
      desk.post("/api/v1/sweep?dryrun=true").refuses(400, "request.parameter");
      desk.post("/api/v1/sweep?dry_run=no").refuses(400, "request.parameter");
      desk.fetch("/api/v1/audit/proof/99999").refuses(404, "audit.no-such-leaf");
      desk.fetch("/api/v1/audit/proof/0?size=99999").refuses(404, "audit.no-such-head");
      desk.fetch("/api/v1/audit/consistency?first=99999").refuses(404, "audit.no-such-head");
      desk.fetch(subject + "/consent/evidence?consent_id=x").refuses(404, "consent.nothing-given");
    }
  }

  @Test
  void aReleaseIsRefusedUnlessItIsWhole() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.subject("staff-1");
      String path = subject + "/consent";
      String hash = (String) desk.fetch("/api/v1/policy").at("release", "text_hash");
      Form base = new Form().text("text_hash", hash).text("purpose", "identification");
      desk.post(path, base).refuses(400, "upload.field");
      desk.post(path, release("0".repeat(64), "identification", "typed"))
          .refuses(409, "consent.text-changed");
      desk.post(path, release("zz", "identification", "typed")).refuses(400, "vault.bad-hash");
      desk.post(path, release(hash, "marketing", "typed"))
          .refuses(409, "consent.purpose-not-offered");
      desk.post(path, release(hash, "Marketing!", "typed")).refuses(400, "consent.bad-purpose");
      desk.post(path, release(hash, "identification", "nodded")).refuses(400, "upload.field");
      desk.post(path, release(hash, "identification", "drawn")).refuses(400, "upload.missing");
      Form noPicture =
          release(hash, "identification", "drawn")
              .file("evidence", "signature.png", new byte[] {1, 2, 3});
      assertThat((String) desk.post(path, noPicture).is(400).at("code")).startsWith("photo.");
      assertThat((List<?>) desk.fetch(subject).at("consents")).isEmpty();
    }
  }

  private static Form release(String hash, String purpose, String method) {
    return new Form()
        .text("text_hash", hash)
        .text("purpose", purpose)
        .text("signer", TestDesk.SIGNER)
        .text("method", method)
        .text("signature", TestDesk.SIGNER);
  }

  @Test
  void aPhotoThatIsRefusedLeavesNothing() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      byte[] large = new byte[10 * UploadLimits.MEGABYTE + 1];
      desk.post(subject + "/photo", TestDesk.photo(large)).refuses(400, "upload.too-large");
      desk.post(subject + "/photo", new Form().file("photo", "a.gif", PHOTO))
          .refuses(400, "upload.format");
      desk.post(subject + "/photo", new Form().file("photo", "../../a.png", new byte[] {1}))
          .is(400);
      desk.post(subject + "/photo", new Form().file("image1", "a.png", PHOTO))
          .refuses(400, "upload.unknown-field");
      desk.post(subject + "/photo", new Form().text("photo", "x")).is(400);
      desk.post(subject + "/photo").refuses(400, "upload.malformed");
      assertThat(desk.sealedFiles()).isEmpty();
      assertThat(desk.fetch(subject).at("biometric_collection")).isEqualTo(Optional.empty());
      assertThat(desk.fetch("/api/v1/audit").text()).doesNotContain("PHOTO_COLLECTED");
    }
  }

  @Test
  void aVaultThatWasTamperedWithSaysSoWithoutItsPaths() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      Path file = desk.sealedFiles().getFirst();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      Told altered = desk.fetch(subject + "/photo").refuses(503, "vault.unsealable");
      Files.delete(file);
      Told missing = desk.fetch(subject + "/photo").refuses(503, "vault.file-missing");
      for (Told told : List.of(altered, missing)) {
        assertThat((String) told.at("detail")).contains("The server's log says why");
        assertThat(told.text()).doesNotContain(parent.toString(), ".sealed");
      }
      desk.fetch(subject).is(200);
      desk.delete(subject + "/biometric").is(200);
    }
  }

  @Test
  void pagesOfOtherSitesMayNotEvenCauseALook() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      for (String site : List.of("cross-site", "same-site")) {
        HttpRequest request =
            HttpRequest.newBuilder(uri(desk, subject + "/photo"))
                .header("Sec-Fetch-Site", site)
                .build();
        assertThat(desk.send(request).status()).isEqualTo(403);
      }
      HttpRequest foreign =
          HttpRequest.newBuilder(uri(desk, subject + "/biometric"))
              .header("Origin", "https://evil.example")
              .DELETE()
              .build();
      assertThat(desk.send(foreign).status()).isEqualTo(403);
      HttpRequest own =
          HttpRequest.newBuilder(uri(desk, subject))
              .header("Sec-Fetch-Site", "same-origin")
              .build();
      assertThat(desk.send(own).status()).isEqualTo(200);
      assertThat(desk.fetch("/api/v1/audit").text()).doesNotContain("PHOTO_VIEWED");
      assertThat(desk.sealedFiles()).hasSize(1);
    }
  }

  private static URI uri(TestDesk desk, String path) {
    return URI.create("http://127.0.0.1:" + desk.http.port() + path);
  }

  @Test
  void beyondThisMachineAVaultNeedsStaff() throws Exception {
    HttpSettings open =
        new HttpSettings(
            InetAddress.getByName("192.0.2.1"),
            0,
            Optional.of(new ApiKey(TestDesk.ADMIN)),
            Optional.empty(),
            true);
    ConsentConfig nobody =
        ConsentConfig.of(TestDesk.vault(parent, "biometric_v1", java.time.InstantSource.system()));
    assertThatThrownBy(() -> studio(open, nobody))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("[[vault.staff]]");
    Staff one = new Staff(new Actor(Role.VIEWER, "guard"), new ApiKey(TestDesk.VIEWER));
    assertThat(studio(open, nobody.with(List.of(one))).http().staff()).hasSize(1);
    assertThatThrownBy(() -> nobody.with(List.of(one, one))).hasMessageContaining("twice");
    // Two that show one key would be one in the log, with the role of either.
    Staff other = new Staff(new Actor(Role.ADMIN, "office"), new ApiKey(TestDesk.VIEWER));
    assertThatThrownBy(() -> nobody.with(List.of(one, other)))
        .hasMessageContaining("'guard' and 'office' have the same key");
    Staff common = new Staff(new Actor(Role.OFFICER, "desk"), new ApiKey(TestDesk.ADMIN));
    assertThatThrownBy(() -> studio(open, nobody.with(List.of(common))))
        .hasMessageContaining("none of the staff's", "'desk'");
  }

  private static StudioConfig studio(HttpSettings http, ConsentConfig desk) {
    return StudioConfig.of(
        http,
        EngineConfig.of(List.of(Path.of("nowhere"))),
        StudioSlices.of(ComparePlan.standard(), Optional.of(desk)),
        "test");
  }
}
