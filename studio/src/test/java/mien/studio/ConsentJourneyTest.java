package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Period;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import mien.core.face.ModelId;
import mien.studio.TestDesk.Setup;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways through the desk, over HTTP, each answer held against the document of the API. */
class ConsentJourneyTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);
  private static final byte[] OTHER = TestStudio.picture("jpg", 32);

  @TempDir Path parent;

  @Test
  void fromNothingToAPhotoAndToAReceipt() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      assertThat(desk.fetch("/policy").is(200).text())
          .contains("Sample &lt;Archive&gt;", "<table>", "within 3 years")
          .doesNotContain("<Archive>", "{{");
      assertThat(desk.fetch("/policy/handout").is(200).text())
          .contains("Sample &lt;Archive&gt;", "within 3 years of it", "a signed receipt")
          .doesNotContain("<Archive>", "{{");
      String subject = desk.subject("staff-0042");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).refuses(403, "consent.none");
      assertThat(desk.sealedFiles()).isEmpty();
      desk.post(subject + "/consent", desk.typedRelease()).is(201);
      assertThat(desk.fetch(subject + "/consent/evidence").is(200).text())
          .isEqualTo(TestDesk.SIGNER);
      Told kept = desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      assertThat(kept.at("embedding", "kept")).isEqualTo(false);
      assertThat(desk.reader.asked).hasValue(0);
      assertThat(desk.fetch(subject + "/photo").is(200).bytes()).isEqualTo(PHOTO);
      Told manifest = desk.fetch(subject).is(200);
      assertThat(manifest.at("consent_state")).isEqualTo("given");
      assertThat(manifest.at("clocks", "biometric_cause")).isEqualTo("consent_expired");
      desk.post(subject + "/photo", TestDesk.photo(OTHER)).is(201);
      assertThat(desk.fetch(subject + "/photo").bytes()).isEqualTo(OTHER);
      assertThat(desk.sealedFiles()).hasSize(1);

      Told erased = desk.delete(subject + "/biometric").is(200);
      assertThat(erased.at("outcome")).isEqualTo("erased");
      assertSigned(erased.at("receipt"));
      String receipt = (String) erased.at("receipt", "id");
      assertThat(desk.fetch("/api/v1/receipts/" + receipt).is(200).json())
          .isEqualTo(erased.at("receipt"));
      assertThat(desk.sealedFiles()).isEmpty();
      desk.fetch(subject + "/photo").refuses(404, "biometric.none");
      desk.delete(subject + "/biometric").refuses(404, "biometric.none");
    }
  }

  static void assertSigned(Object receipt) throws Exception {
    Map<?, ?> members = (Map<?, ?>) receipt;
    String pem = ((String) members.get("public_key")).replaceAll("-----.*?-----|\n", "");
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(key);
    check.update(((String) members.get("text")).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getDecoder().decode((String) members.get("signature"))))
        .isTrue();
  }

  @Test
  void aWithdrawalErasesAtOnceAndClosesTheDoor() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      Told withdrawn = desk.delete(subject + "/consent").is(200);
      assertThat(withdrawn.at("erasure", "outcome")).isEqualTo("erased");
      assertSigned(withdrawn.at("erasure", "receipt"));
      assertThat(desk.sealedFiles()).isEmpty();
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).refuses(403, "consent.withdrawn");
      desk.delete(subject + "/consent").refuses(404, "consent.nothing-given");
      assertThat(desk.fetch(subject).at("consent_state")).isEqualTo("withdrawn");
      desk.post(subject + "/consent", desk.typedRelease()).is(201);
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
    }
  }

  @Test
  void aHoldKeepsWhatTheScheduleWouldDestroy() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      String free = desk.consented("staff-2");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      desk.post(free + "/photo", TestDesk.photo(PHOTO)).is(201);
      Told held = desk.post(subject + "/hold", new Form().text("reason", "Case 26-1187")).is(200);
      assertThat(held.at("legal_hold", "reason")).isEqualTo("Case 26-1187");
      desk.delete(subject + "/biometric").refuses(409, "erase.on-hold");
      Told withdrawn = desk.delete(subject + "/consent").is(200);
      assertThat(withdrawn.at("erasure", "outcome")).isEqualTo("on_hold");
      desk.pass(Period.ofYears(3).plusDays(1));
      Told dry = desk.post("/api/v1/sweep").is(200);
      assertThat(dry.at("dry_run")).isEqualTo(true);
      assertThat(results(dry)).containsExactlyInAnyOrder("on_hold", "would_erase");
      desk.post("/api/v1/sweep?dry_run=false").refuses(503, "vault.clock-ahead");
      assertThat(desk.sealedFiles()).hasSize(2);
      desk.trustClock("biometric_v1");
      assertThat(results(desk.post("/api/v1/sweep?dry_run=false").is(200)))
          .containsExactlyInAnyOrder("on_hold", "erased");
      assertThat(desk.sealedFiles()).hasSize(1);
      assertThat(desk.delete(subject + "/hold").is(200).at("legal_hold"))
          .isEqualTo(Optional.empty());
      assertThat(results(desk.post("/api/v1/sweep?dry_run=false"))).containsExactly("erased");
      assertThat(results(desk.post("/api/v1/sweep?dry_run=false"))).isEmpty();
      desk.delete(subject).is(200);
      desk.fetch(subject).refuses(404, "subject.unknown");
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Object> results(Told sweep) {
    return ((List<Map<String, Object>>) sweep.at("entries"))
        .stream().map(entry -> entry.get("result")).toList();
  }

  @Test
  void whatHappenedToAPersonMovesTheClocks() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      Object before = desk.fetch(subject).at("clocks", "last_interaction");
      desk.pass(Period.ofDays(3));
      Told told = desk.post(subject + "/interaction").is(200);
      assertThat(told.at("clocks", "last_interaction")).isNotEqualTo(before);
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      Told satisfied = desk.post(subject + "/purpose-satisfied").is(200);
      assertThat(satisfied.at("clocks", "biometric_cause")).isEqualTo("purpose_satisfied");
      desk.post(subject + "/photo", TestDesk.photo(OTHER))
          .refuses(403, "consent.purpose-satisfied");
    }
  }

  @Test
  void aPersonTakesEverythingAlong() throws IOException {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.subject("staff-1");
      byte[] drawing = TestStudio.picture("png", 60);
      Form drawn =
          new Form()
              .text("text_hash", (String) desk.fetch("/api/v1/policy").at("release", "text_hash"))
              .text("purpose", "identification")
              .text("signer", TestDesk.SIGNER)
              .text("capacity", "representative")
              .text("method", "drawn")
              .file("evidence", "signature.png", drawing);
      String consent = (String) desk.post(subject + "/consent", drawn).is(201).at("consent", "id");
      desk.post(subject + "/photo", TestDesk.photo(OTHER)).is(201);
      String hash = (String) desk.fetch("/api/v1/policy").at("release", "text_hash");
      Map<String, byte[]> files = unzip(desk.fetch(subject + "/export").is(200).bytes());
      assertThat(files.keySet())
          .containsExactlyInAnyOrder(
              "README.txt",
              "manifest.json",
              "photo.jpg",
              "evidence/" + consent + ".png",
              "texts/" + hash + ".md");
      assertThat(new String(files.get("texts/" + hash + ".md"), StandardCharsets.UTF_8))
          .isEqualTo(desk.fetch("/api/v1/policy/texts/" + hash).is(200).at("text"))
          .contains("# ");
      desk.fetch("/api/v1/policy/texts/" + "0".repeat(64)).refuses(404, "consent.text-unknown");
      desk.fetch("/api/v1/policy/texts/none").refuses(400, "request.parameter");
      assertThat(files.get("photo.jpg")).isEqualTo(OTHER);
      assertThat(files.get("evidence/" + consent + ".png")).isEqualTo(drawing);
      assertThat(new String(files.get("manifest.json"), StandardCharsets.UTF_8))
          .contains("\"capacity\":\"representative\"", TestDesk.SIGNER)
          .doesNotContain("classifications");
      Told evidence = desk.fetch(subject + "/consent/evidence?consent_id=" + consent).is(200);
      assertThat(evidence.type()).isEqualTo("image/png");
      assertThat(evidence.bytes()).isEqualTo(drawing);
    }
  }

  static Map<String, byte[]> unzip(byte[] zip) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  @Test
  void subjectsAreFoundByNumberAndPage() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      for (String safeId : List.of("a-1", "a-2", "a-3", "b-1")) {
        desk.subject(safeId);
      }
      desk.post("/api/v1/subjects", new Form().text("safe_id", "a-1"))
          .refuses(409, "subject.taken");
      assertThat(safeIds(desk.fetch("/api/v1/subjects?safe_id=a-2"))).containsExactly("a-2");
      assertThat(safeIds(desk.fetch("/api/v1/subjects?safe_id=zz"))).isEmpty();
      Told first = desk.fetch("/api/v1/subjects?prefix=a-&limit=2");
      assertThat(safeIds(first)).containsExactly("a-1", "a-2");
      Told second = desk.fetch("/api/v1/subjects?prefix=a-&limit=2&after=" + first.at("next"));
      assertThat(safeIds(second)).containsExactly("a-3");
      assertThat(second.at("next")).isEqualTo(Optional.empty());
      assertThat(safeIds(desk.fetch("/api/v1/subjects"))).hasSize(4);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Object> safeIds(Told page) {
    return ((List<Map<String, Object>>) page.is(200).at("subjects"))
        .stream().map(one -> one.get("safe_id")).toList();
  }

  @Test
  void householdUseKeepsAndComparesTemplatesWithoutARelease() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("personal"))) {
      assertThat(desk.fetch("/api/v1/policy").is(200).at("release")).isEqualTo(Optional.empty());
      desk.fetch("/policy/handout").refuses(409, "consent.none-needed");
      assertThat(desk.fetch("/api/v1/desk").is(200).at("can_compare")).isEqualTo(true);
      String subject = desk.subject("me");
      desk.post(
              subject + "/consent",
              new Form()
                  .text("text_hash", "0".repeat(64))
                  .text("purpose", "identification")
                  .text("signer", "x")
                  .text("method", "typed")
                  .text("signature", "x"))
          .refuses(409, "consent.none-needed");
      assertThat(desk.post(subject + "/verify", TestDesk.photo(PHOTO)).is(200).at("decision"))
          .isEqualTo("nothing_to_compare");
      assertThat(
              desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201).at("embedding", "kept"))
          .isEqualTo(true);
      assertThat(desk.post(subject + "/verify", TestDesk.photo(PHOTO)).at("decision"))
          .isEqualTo("match");
      assertThat(desk.post(subject + "/verify", TestDesk.photo(OTHER)).at("decision"))
          .isEqualTo("no_match");
      desk.post(subject + "/photo", TestDesk.photo(OTHER)).is(201);
      Told after = desk.post(subject + "/verify", TestDesk.photo(PHOTO));
      assertThat(after.at("decision"))
          .as("the earlier photo's template is gone")
          .isEqualTo("no_match");
      assertThat((List<?>) desk.fetch(subject).at("embeddings")).hasSize(1);
      desk.reader.faceless = PHOTO;
      desk.post(subject + "/verify", TestDesk.photo(PHOTO)).refuses(422, "face.none");
      assertThat(
              desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201).at("embedding", "why"))
          .isEqualTo("No face was found in the photo.");
      assertThat((List<?>) desk.fetch(subject).at("embeddings"))
          .as("that of the photo before went with it")
          .isEmpty();
      assertThat(desk.post(subject + "/embedding").is(200).at("embedding", "why"))
          .isEqualTo("No face was found in the photo.");
      desk.reader.faceless = new byte[0];
      assertThat(desk.post(subject + "/embedding").is(200).at("embedding", "kept")).isEqualTo(true);
      desk.reader.model = new ModelId("next");
      Told unusable = desk.post(subject + "/verify", TestDesk.photo(PHOTO)).is(200);
      assertThat(unusable.at("decision")).isEqualTo("nothing_to_compare");
      assertThat((List<?>) unusable.at("unusable"))
          .singleElement()
          .satisfies(
              one ->
                  assertThat(one)
                      .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                      .containsEntry("why", "other_model")
                      .containsEntry("remedy", "POST " + subject + "/embedding"));
      desk.post(subject + "/embedding").is(200);
      assertThat(desk.post(subject + "/verify", TestDesk.photo(PHOTO)).at("decision"))
          .isEqualTo("match");
      desk.delete(subject + "/biometric").is(200);
      desk.post(subject + "/embedding").refuses(404, "biometric.none");
      desk.reader.faceless = new byte[0];
      desk.reader.crowd = OTHER;
      desk.post(subject + "/verify", TestDesk.photo(OTHER)).refuses(422, "face.several");
    }
  }

  @Test
  void nothingIsComparedUnderAPolicyThatKeepsNothingDerived() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      desk.post(subject + "/verify", TestDesk.photo(PHOTO)).refuses(403, "consent.not-disclosed");
      desk.post(subject + "/embedding").refuses(403, "consent.not-disclosed");
      assertThat(desk.reader.asked).hasValue(0);
    }
  }
}
