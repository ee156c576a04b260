package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mien.engine.image.PhotoLimits;
import mien.json.JsonText;
import mien.studio.consent.ConsentConfig;
import mien.studio.consent.ConsentDesk;
import mien.studio.consent.ConsentRoutes;
import mien.studio.consent.Guesser;
import mien.studio.consent.Staff;
import mien.studio.frame.JobJournal;
import mien.studio.frame.Jobs;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpApi;
import mien.studio.http.HttpSettings;
import mien.studio.http.Metrics;
import mien.studio.http.UploadLimits;
import mien.vault.Vault;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.record.ClassificationProvider;

/**
 * The real server over a real vault in a folder of the test's. Every answer is held against the
 * document of the API: its status must be there for the route, and its body fit the schema.
 */
final class TestDesk implements AutoCloseable {

  static final String VIEWER = "viewers-key-of-the-test-000";
  static final String OFFICER = "officers-key-of-the-test-00";
  static final String ADMIN = "admins-key-of-the-test-0000";
  static final String SIGNER = "Zebulon Quartermain";

  private static final Organization NAMED_STRANGELY =
      new Organization("Sample <Archive>", "12 Sample Street");

  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  private static final List<Map.Entry<Pattern, String>> GAPS =
      List.of(
          Map.entry(Pattern.compile("/receipts/[^/?]+"), "/receipts/{receipt}"),
          Map.entry(Pattern.compile("/texts/[^/?]+"), "/texts/{hash}"),
          Map.entry(Pattern.compile("/subjects/[^/?]+"), "/subjects/{id}"),
          Map.entry(Pattern.compile("/proof/[^/?]+"), "/proof/{leaf}"));

  final HttpApi http;
  final ScriptedReader reader;
  final Path folder;
  private final AtomicReference<Instant> time;
  private final Optional<ConsentDesk> desk;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Object> document;
  private Optional<String> key = Optional.empty();

  /** What a test may set up otherwise. */
  record Setup(
      String policy,
      boolean staff,
      Guesser guesser,
      Optional<ClassificationProvider> guesses,
      Optional<Path> anchor,
      Organization who) {

    static Setup of(String policy) {
      return new Setup(
          policy, false, new Guesser.None(), Optional.empty(), Optional.empty(), NAMED_STRANGELY);
    }

    Setup withStaff() {
      return new Setup(policy, true, guesser, guesses, anchor, who);
    }

    Setup withGuesses(ClassificationProvider provider) {
      return new Setup(policy, staff, new Guesser.Engine(), Optional.of(provider), anchor, who);
    }

    Setup withProgram(Guesser.Program program) {
      return new Setup(policy, staff, program, Optional.empty(), anchor, who);
    }

    Setup withAnchor(Path file) {
      return new Setup(policy, staff, guesser, guesses, Optional.of(file), who);
    }

    Setup of(Organization organization) {
      return new Setup(policy, staff, guesser, guesses, anchor, organization);
    }
  }

  private TestDesk(
      HttpApi http,
      ScriptedReader reader,
      Path folder,
      AtomicReference<Instant> time,
      Optional<ConsentDesk> desk) {
    this.http = http;
    this.reader = reader;
    this.folder = folder;
    this.time = time;
    this.desk = desk;
    this.document = SchemaCheck.resolved(raw("GET", "/openapi.json", Optional.empty()).json());
  }

  /** Without a vault. */
  static TestDesk off(Path parent) {
    return new TestDesk(
        http(Optional.empty(), HttpSettings.loopback(0)),
        new ScriptedReader(),
        parent,
        new AtomicReference<>(START),
        Optional.empty());
  }

  static TestDesk over(Path parent, Setup setup) {
    return over(parent, setup, Period.ZERO);
  }

  private static VaultConfig anchored(VaultConfig vault, Optional<Path> anchor) {
    return anchor.map(vault::withAnchor).orElse(vault);
  }

  /** That much later than the others. */
  static TestDesk over(Path parent, Setup setup, Period later) {
    AtomicReference<Instant> time =
        new AtomicReference<>(START.atZone(ZoneOffset.UTC).plus(later).toInstant());
    ScriptedReader reader = new ScriptedReader();
    List<Staff> staff = setup.staff() ? people() : List.of();
    ConsentConfig config =
        new ConsentConfig(
            anchored(vault(parent, setup.policy(), setup.who(), time::get), setup.anchor()),
            staff,
            setup.guesser());
    ConsentDesk desk =
        ConsentDesk.open(
            config, Optional.of(reader), setup.guesses(), new Jobs(JobJournal.none(), time::get));
    HttpSettings settings =
        HttpSettings.loopback(0).withStaff(staff.stream().map(Staff::atTheDoor).toList());
    return new TestDesk(
        http(Optional.of(desk), settings),
        reader,
        parent.resolve("vault"),
        time,
        Optional.of(desk));
  }

  /** A vault below a folder, whose master key lies beside it. */
  static VaultConfig vault(Path parent, String policy, InstantSource clock) {
    return vault(parent, policy, NAMED_STRANGELY, clock);
  }

  private static VaultConfig vault(
      Path parent, String policy, Organization who, InstantSource clock) {
    return VaultConfig.embedded(
            parent.resolve("vault"),
            new KeySource.KeyFile(masterKey(parent)),
            PolicyPack.named("personal"),
            who)
        .accepting(PolicyPack.named(policy))
        .withClock(clock);
  }

  private static Path masterKey(Path parent) {
    Path file = parent.resolve("master.key");
    if (Files.exists(file)) {
      return file;
    }
    parent.toFile().mkdirs();
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, HexFormat.of().formatHex(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Staff> people() {
    return List.of(
        new Staff(new Actor(Role.VIEWER, "guard"), new ApiKey(VIEWER)),
        new Staff(new Actor(Role.OFFICER, "front-desk"), new ApiKey(OFFICER)),
        new Staff(new Actor(Role.ADMIN, "office"), new ApiKey(ADMIN)));
  }

  private static HttpApi http(Optional<ConsentDesk> desk, HttpSettings settings) {
    Metrics metrics = new Metrics();
    desk.ifPresent(one -> one.count(metrics));
    return HttpApi.start(
        settings,
        UploadLimits.standard(),
        PhotoLimits.DEFAULT,
        new ConsentRoutes(desk).routes(),
        metrics,
        "test");
  }

  /** What time it is here. */
  Instant now() {
    return time.get();
  }

  /** Time goes by. */
  void pass(Period period) {
    time.updateAndGet(now -> now.atZone(ZoneOffset.UTC).plus(period).toInstant());
  }

  /** As 'mien vault trust-clock' beside the server, on a vault of that policy. */
  void trustClock(String policy) {
    trustClock(folder.getParent(), policy, time::get);
  }

  /** The same before a server starts, that much later. */
  static void trustClock(Path parent, String policy, Period later) {
    trustClock(parent, policy, () -> START.atZone(ZoneOffset.UTC).plus(later).toInstant());
  }

  private static void trustClock(Path parent, String policy, InstantSource clock) {
    try (Vault beside = Vault.open(vault(parent, policy, clock))) {
      beside.admin(new Actor(Role.ADMIN, "command-line")).trustClock();
    }
  }

  void pass(Duration duration) {
    time.updateAndGet(now -> now.plus(duration));
  }

  /** From now on this key is shown. */
  void as(String secret) {
    key = Optional.of(secret);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }

  Told fetch(String path) {
    return checked("GET", path, raw("GET", path, Optional.empty()));
  }

  Told delete(String path) {
    return checked("DELETE", path, raw("DELETE", path, Optional.empty()));
  }

  Told post(String path) {
    return checked("POST", path, raw("POST", path, Optional.empty()));
  }

  Told post(String path, Form form) {
    return checked("POST", path, raw("POST", path, Optional.of(form)));
  }

  private Told raw(String method, String path, Optional<Form> form) {
    URI uri = uri(path);
    HttpRequest.Builder request =
        form.map(f -> f.post(uri))
            .orElseGet(() -> HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()));
    key.ifPresent(secret -> request.header("X-API-Key", secret));
    return send(request.timeout(Duration.ofSeconds(60)).build());
  }

  /** As it stands, not held against the document. */
  Told send(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      return new Told(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private Told checked(String method, String path, Told told) {
    String route = path.replaceFirst("\\?.*", "");
    for (Map.Entry<Pattern, String> gap : GAPS) {
      route = gap.getKey().matcher(route).replaceFirst(Matcher.quoteReplacement(gap.getValue()));
    }
    Map<String, Object> at = document;
    String verb = method.toLowerCase(Locale.ROOT);
    for (String step :
        List.of("paths", route, verb, "responses", Integer.toString(told.status()), "content")) {
      assertThat(at).as("the document has %s of %s %s", step, method, route).containsKey(step);
      at = (Map<String, Object>) at.get(step);
    }
    if (told.type().endsWith("json")) {
      Map<String, Object> type = (Map<String, Object>) at.get(told.type());
      assertThat(type).as("%s of %s %s", told.type(), method, route).isNotNull();
      Object body = JsonText.read(told.text());
      assertThat(SchemaCheck.problem((Map<String, Object>) type.get("schema"), body, route))
          .isEmpty();
    }
    return told;
  }

  /** The document of the API. */
  Map<String, Object> document() {
    return document;
  }

  /** Makes a subject. */
  String subject(String safeId) {
    Told told = post("/api/v1/subjects", new Form().text("safe_id", safeId)).is(201);
    return "/api/v1/subjects/" + told.at("subject_id");
  }

  /** The form of a typed release to the text in force. */
  Form typedRelease() {
    return new Form()
        .text("text_hash", (String) fetch("/api/v1/policy").at("release", "text_hash"))
        .text("purpose", "identification")
        .text("signer", SIGNER)
        .text("method", "typed")
        .text("signature", SIGNER);
  }

  /** A subject with a release. */
  String consented(String safeId) {
    String subject = subject(safeId);
    post(subject + "/consent", typedRelease()).is(201);
    return subject;
  }

  static Form photo(byte[] bytes) {
    return new Form().file("photo", "photo.png", bytes);
  }

  /** What lies in the vault's folder of sealed files. */
  List<Path> sealedFiles() {
    if (Files.notExists(folder.resolve("files"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("files"))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    desk.ifPresent(ConsentDesk::close);
    client.close();
  }
}
