package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import mien.studio.TestDesk.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With every logger wide open, and with the vault failing in every way that can be staged: no name,
 * number, reason, key or piece of a photo is in the log, in a metric or in the words of a fault.
 */
class SecretsInFaultsTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);
  private static final String SAFE_ID = "marker-safe-id-4711";
  private static final String REASON = "marker-reason-of-the-hold";
  private static final String SIGNER = "Marker Of The Signer";
  private static final String WRONG = "marker-of-a-wrong-key-000";

  @TempDir Path parent;

  /** Takes everything, of every logger but the test's own client. */
  private static final class WideOpen extends Handler implements AutoCloseable {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();

    WideOpen() {
      setLevel(Level.ALL);
      root.setLevel(Level.ALL);
      root.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
      String name = entry.getLoggerName() == null ? "" : entry.getLoggerName();
      if (!name.startsWith("jdk.") && !name.startsWith("sun.") && !name.startsWith("java")) {
        all.add(new SimpleFormatter().format(entry));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      root.removeHandler(this);
      root.setLevel(before);
    }
  }

  private static List<String> secrets(String id) {
    byte[] piece = java.util.Arrays.copyOfRange(PHOTO, PHOTO.length / 2, PHOTO.length / 2 + 24);
    return List.of(
        SAFE_ID,
        REASON,
        SIGNER,
        WRONG,
        TestDesk.ADMIN,
        TestDesk.VIEWER,
        id,
        new String(piece, StandardCharsets.ISO_8859_1),
        HexFormat.of().formatHex(piece),
        Base64.getEncoder().encodeToString(piece).substring(0, 24));
  }

  @Test
  void nothingOfAnybodyIsInTheWordsOfAFault() throws Exception {
    List<Told> said = new ArrayList<>();
    String id;
    try (WideOpen log = new WideOpen()) {
      try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1").withStaff())) {
        desk.as(TestDesk.ADMIN);
        String subject = desk.subject(SAFE_ID);
        id = subject.substring(subject.lastIndexOf('/') + 1);
        Form release =
            new Form()
                .text("text_hash", (String) desk.fetch("/api/v1/policy").at("release", "text_hash"))
                .text("purpose", "identification")
                .text("signer", SIGNER)
                .text("method", "typed")
                .text("signature", SIGNER);
        desk.post(subject + "/consent", release).is(201);
        desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
        desk.post(subject + "/hold", new Form().text("reason", REASON)).is(200);
        refused(desk, subject, said);
        spoil(desk, subject, said);
        said.add(desk.send(plain(desk, "/metrics", "x")));
        said.add(desk.send(plain(desk, "/api", "x")));
        said.add(desk.send(plain(desk, "/" + SAFE_ID, "x")));
        said.add(desk.send(plain(desk, "/api/v1/" + SAFE_ID + "?x=" + REASON, "x")));
      }
      Logger.getLogger("mien.test").finest("the handler listens");
      String all = String.join("\n", log.all);
      assertThat(all).contains("the handler listens", "a fault answering", "Caused by:");
      for (String secret : secrets(id)) {
        assertThat(all).doesNotContain(secret);
        for (Told told : said) {
          assertThat(told.text()).doesNotContain(secret);
        }
      }
      assertThat(said.stream().map(Told::status)).contains(400, 401, 403, 404, 409, 500, 503);
    }
  }

  private static void refused(TestDesk desk, String subject, List<Told> said) {
    said.add(desk.post("/api/v1/subjects", new Form().text("safe_id", SAFE_ID)));
    said.add(desk.post("/api/v1/subjects", new Form().text("safe_id", SIGNER)));
    said.add(desk.post("/api/v1/subjects", new Form().text(REASON, SAFE_ID)));
    said.add(
        desk.post(subject + "/consent", new Form().text("signer", SIGNER).text("method", "x")));
    said.add(desk.post(subject + "/photo", new Form().file("photo", SIGNER + ".gif", PHOTO)));
    said.add(desk.post(subject + "/hold", new Form().text("reason", REASON.repeat(40))));
    said.add(desk.fetch("/api/v1/subjects?safe_id=" + SIGNER.replace(" ", "%20")));
    said.add(desk.fetch("/api/v1/subjects?prefix=" + SIGNER.replace(" ", "%20")));
    said.add(desk.delete(subject + "/biometric"));
    desk.as(TestDesk.VIEWER);
    said.add(desk.delete(subject));
    desk.as(WRONG);
    said.add(desk.fetch("/api/v1/desk"));
    desk.as(TestDesk.ADMIN);
  }

  /** A photo that was changed, then gone; a statement that the database refuses; no database. */
  private void spoil(TestDesk desk, String subject, List<Told> said) throws Exception {
    Path file = desk.sealedFiles().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    said.add(desk.fetch(subject + "/photo").is(503));
    Files.delete(file);
    said.add(desk.fetch(subject + "/export").is(503));
    tamper("CREATE TRIGGER no_more BEFORE UPDATE ON subject BEGIN SELECT RAISE(ABORT, 'no'); END");
    said.add(desk.post(subject + "/interaction"));
    said.add(desk.post(subject + "/hold", new Form().text("reason", REASON)));
    tamper("DROP TRIGGER no_more", "UPDATE subject SET hold_sealed = x'00'");
    said.add(desk.fetch(subject));
    tamper("ALTER TABLE consent RENAME TO gone");
    said.add(desk.fetch(subject).is(500));
    said.add(desk.post("/api/v1/sweep?dry_run=false"));
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

  private static java.net.http.HttpRequest plain(TestDesk desk, String path, String key) {
    return java.net.http.HttpRequest.newBuilder(
            java.net.URI.create("http://127.0.0.1:" + desk.http.port() + path))
        .header("X-API-Key", key)
        .build();
  }
}
