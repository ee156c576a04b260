package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import mien.core.MienException;
import mien.core.audit.ConsistencyProof;
import mien.core.audit.Hash;
import mien.core.audit.InclusionProof;
import mien.core.audit.TreeHasher;
import mien.studio.TestDesk.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log over HTTP: what it says is proved by what it gives, and a spoilt one is told. */
class AuditOverHttpTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);

  @TempDir Path parent;

  private static TreeHasher hasher() {
    return new TreeHasher(
        bytes -> {
          try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
          } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static List<Hash> path(Told proof) {
    List<Hash> path = new ArrayList<>();
    ((List<?>) proof.at("path")).forEach(hex -> path.add(Hash.ofHex((String) hex)));
    return path;
  }

  private static long number(Told told, String... names) {
    return ((Number) told.at(names)).longValue();
  }

  @Test
  void everyLeafIsProvedAndEveryHeadContinuesTheOnesBefore() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      desk.fetch(subject + "/photo").is(200);
      desk.fetch(subject + "/export").is(200);
      desk.delete(subject + "/consent").is(200);
      desk.post("/api/v1/audit/check").is(200);
      Told log = desk.fetch("/api/v1/audit?from=0&limit=1000").is(200);
      long size = number(log, "size");
      assertThat(log.text())
          .contains(
              "SUBJECT_CREATED",
              "CONSENT_GIVEN",
              "PHOTO_COLLECTED",
              "PHOTO_VIEWED",
              "EXPORTED",
              "CONSENT_WITHDRAWN",
              "ERASED",
              "admin:local")
          .doesNotContain("staff-1", TestDesk.SIGNER);
      assertThat(log.at("check", "state")).isEqualTo("sound");
      List<?> leaves = (List<?>) log.at("leaves");
      for (int i = 0; i < leaves.size(); i++) {
        Told proof = desk.fetch("/api/v1/audit/proof/" + i + "?size=" + size).is(200);
        String content = (String) ((Map<?, ?>) leaves.get(i)).get("content");
        assertThat(proof.at("content")).isEqualTo(content);
        Hash leaf = hasher().leaf(content.getBytes(StandardCharsets.US_ASCII));
        assertThat(proof.at("leaf_hash")).isEqualTo(leaf.hex());
        Hash root = Hash.ofHex((String) proof.at("head", "root"));
        assertThat(new InclusionProof(i, size, path(proof)).proves(hasher(), leaf, root)).isTrue();
      }
      for (Object head : (List<?>) desk.fetch("/api/v1/audit/heads").at("heads")) {
        assertThat(signed((Map<?, ?>) head, (String) log.at("public_key"))).isTrue();
        long first = ((Number) ((Map<?, ?>) head).get("size")).longValue();
        Told proof =
            desk.fetch("/api/v1/audit/consistency?first=" + first + "&second=" + size).is(200);
        Hash older = Hash.ofHex((String) proof.at("first_head", "root"));
        Hash newer = Hash.ofHex((String) proof.at("second_head", "root"));
        assertThat(new ConsistencyProof(first, size, path(proof)).proves(hasher(), older, newer))
            .isTrue();
      }
    }
  }

  /**
   * By what the answer has, letter for letter, as anybody checks it; the clock shows no fraction.
   */
  private static boolean signed(Map<?, ?> head, String pem) throws GeneralSecurityException {
    byte[] root = HexFormat.of().parseHex((String) head.get("root"));
    String text =
        "mien/audit/%s\n%s\n%s\ntime %s\n"
            .formatted(
                head.get("key"),
                head.get("size"),
                Base64.getEncoder().encodeToString(root),
                head.get("time"));
    byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*?-----", ""));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
    check.update(text.getBytes(StandardCharsets.US_ASCII));
    return check.verify(Base64.getDecoder().decode((String) head.get("signature")));
  }

  @Test
  void pagesFollowOneAnother() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      for (int i = 0; i < 5; i++) {
        desk.subject("s-" + i);
      }
      desk.post("/api/v1/audit/check").is(200);
      Told first = desk.fetch("/api/v1/audit?from=0&limit=3").is(200);
      assertThat((List<?>) first.at("leaves")).hasSize(3);
      assertThat(number(first, "next")).isEqualTo(3);
      long size = number(first, "size");
      Told newest = desk.fetch("/api/v1/audit?limit=2").is(200);
      List<?> last = (List<?>) newest.at("leaves");
      assertThat(((Number) ((Map<?, ?>) last.getLast()).get("index")).longValue())
          .isGreaterThanOrEqualTo(size - 1);
      Told heads = desk.fetch("/api/v1/audit/heads?limit=2").is(200);
      assertThat(number(heads, "next")).isEqualTo(2);
    }
  }

  @Test
  void anAlteredLeafIsTold() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      desk.subject("s-1");
    }
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + parent.resolve("vault/vault.db"));
        Statement statement = database.createStatement()) {
      statement.execute(
          "UPDATE audit_leaf SET content = CAST(replace(CAST(content AS TEXT), 'admin:local',"
              + " 'admin:other') AS BLOB) WHERE CAST(content AS TEXT) LIKE '%SUBJECT_CREATED%'");
    }
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      Told check = desk.post("/api/v1/audit/check").is(200);
      assertThat(check.at("state")).isEqualTo("broken");
      assertThat((String) check.at("verdict")).contains("altered");
      assertThat((String) check.at("meaning")).contains("was altered");
      assertThat(desk.fetch("/api/v1/desk").is(200).at("check", "state")).isEqualTo("broken");
    }
  }

  /** It is looked at most when something is wrong with it. */
  @Test
  void aSpoiltLogIsShownAllTheSame() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      for (int i = 0; i < 6; i++) {
        desk.subject("s-" + i);
      }
    }
    tamper(
        "UPDATE audit_leaf SET content = x'00ff' WHERE leaf_index = 1",
        "UPDATE audit_leaf SET content = CAST('[]' AS BLOB) WHERE leaf_index = 2",
        "UPDATE audit_leaf SET content = CAST(replace(CAST(content AS TEXT), '\"at\":\"', "
            + "'\"at\":\"x') AS BLOB) WHERE leaf_index = 3",
        "UPDATE audit_leaf SET content = CAST(replace(CAST(content AS TEXT), '\"index\":4', "
            + "'\"index\":4.5') AS BLOB) WHERE leaf_index = 4",
        "UPDATE audit_head SET signature = 'none'");
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      desk.post("/api/v1/audit/check").is(200);
      Told log = desk.fetch("/api/v1/audit?from=0").is(200);
      assertThat(log.at("check", "state")).isEqualTo("broken");
      List<?> leaves = (List<?>) log.at("leaves");
      assertThat(((Map<?, ?>) leaves.getFirst()).get("action")).isNotEqualTo("MALFORMED");
      for (int i = 1; i <= 4; i++) {
        Map<?, ?> leaf = (Map<?, ?>) leaves.get(i);
        assertThat(leaf.get("action")).isEqualTo("MALFORMED");
        assertThat(((Number) leaf.get("index")).intValue()).isEqualTo(i);
      }
      assertThat(desk.send(request(desk, "/metrics")).text())
          .contains("mien_audit_log_broken 1", "mien_audit_log_checked_at_seconds 17");
    }
  }

  private static java.net.http.HttpRequest request(TestDesk desk, String path) {
    return java.net.http.HttpRequest.newBuilder(
            java.net.URI.create("http://127.0.0.1:" + desk.http.port() + path))
        .build();
  }

  @Test
  void whatIsGoneCannotBeProved() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      for (int i = 0; i < 6; i++) {
        desk.subject("s-" + i);
      }
    }
    tamper("DELETE FROM audit_leaf WHERE leaf_index >= 3", "UPDATE audit_tail SET size = 3");
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      desk.fetch("/api/v1/audit/proof/2").refuses(503, "audit.unprovable");
      desk.fetch("/api/v1/audit/proof/5").refuses(503, "audit.unprovable");
      desk.fetch("/api/v1/audit/consistency?first=2").refuses(503, "audit.unprovable");
    }
  }

  private void tamper(String... statements) throws Exception {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + parent.resolve("vault/vault.db"));
        Statement statement = database.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  @Test
  void theNewestHeadIsPutOutOfReachAndATruncatedLogIsRefused() throws Exception {
    Path anchor = parent.resolve("anchor.jsonl");
    Setup setup = Setup.of("biometric_v1").withAnchor(anchor);
    try (TestDesk desk = TestDesk.over(parent, setup)) {
      desk.subject("s-1");
    }
    // The round of the next start anchors what was done since.
    try (TestDesk desk = TestDesk.over(parent, setup)) {
      assertThat(desk.post("/api/v1/audit/check").is(200).at("anchored")).isEqualTo(true);
    }
    assertThat(Files.readAllLines(anchor)).hasSize(2);
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + parent.resolve("vault/vault.db"));
        Statement statement = database.createStatement()) {
      statement.execute("DELETE FROM audit_leaf");
      statement.execute("DELETE FROM audit_node");
      statement.execute("DELETE FROM audit_head");
      statement.execute("UPDATE audit_tail SET size = 0");
    }
    // An older database than the anchor knows is not opened at all.
    assertThatThrownBy(() -> TestDesk.over(parent, setup).close())
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("vault.older-database"));
  }
}
