package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import mien.studio.TestDesk.Setup;
import mien.studio.consent.ConsentRoutes;
import mien.studio.http.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route of the desk by everybody: made from the routes that the server answers, so that a new
 * one is refused here until somebody has said whom it is for.
 */
class EveryRouteAndRoleTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);

  /** Who may, as docs/api.md says. */
  private enum Least {
    ANYBODY,
    VIEWER,
    OFFICER,
    ADMIN
  }

  private static final Map<String, Least> TABLE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("GET /policy", Least.ANYBODY),
              Map.entry("GET /policy/handout", Least.ANYBODY),
              Map.entry("GET /api/v1/policy", Least.ANYBODY),
              Map.entry("GET /api/v1/policy/texts/{hash}", Least.ANYBODY),
              Map.entry("GET /api/v1/desk", Least.VIEWER),
              Map.entry("POST /api/v1/subjects", Least.OFFICER),
              Map.entry("GET /api/v1/subjects", Least.VIEWER),
              Map.entry("GET /api/v1/subjects/{id}", Least.VIEWER),
              Map.entry("DELETE /api/v1/subjects/{id}", Least.OFFICER),
              Map.entry("POST /api/v1/subjects/{id}/consent", Least.OFFICER),
              Map.entry("DELETE /api/v1/subjects/{id}/consent", Least.OFFICER),
              Map.entry("GET /api/v1/subjects/{id}/consent/evidence", Least.OFFICER),
              Map.entry("POST /api/v1/subjects/{id}/photo", Least.OFFICER),
              Map.entry("GET /api/v1/subjects/{id}/photo", Least.VIEWER),
              Map.entry("DELETE /api/v1/subjects/{id}/biometric", Least.OFFICER),
              Map.entry("POST /api/v1/subjects/{id}/embedding", Least.OFFICER),
              Map.entry("POST /api/v1/subjects/{id}/verify", Least.VIEWER),
              Map.entry("GET /api/v1/subjects/{id}/export", Least.OFFICER),
              Map.entry("POST /api/v1/subjects/{id}/hold", Least.ADMIN),
              Map.entry("DELETE /api/v1/subjects/{id}/hold", Least.ADMIN),
              Map.entry("POST /api/v1/subjects/{id}/interaction", Least.OFFICER),
              Map.entry("POST /api/v1/subjects/{id}/purpose-satisfied", Least.OFFICER),
              Map.entry("GET /api/v1/receipts/{receipt}", Least.VIEWER),
              Map.entry("POST /api/v1/receipts/{receipt}", Least.OFFICER),
              // With dry_run=false; the dry run is for viewers.
              Map.entry("POST /api/v1/sweep", Least.ADMIN),
              Map.entry("GET /api/v1/audit", Least.VIEWER),
              Map.entry("POST /api/v1/audit/check", Least.OFFICER),
              Map.entry("GET /api/v1/audit/heads", Least.VIEWER),
              Map.entry("GET /api/v1/audit/proof/{leaf}", Least.VIEWER),
              Map.entry("GET /api/v1/audit/consistency", Least.VIEWER)));

  @TempDir Path parent;

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  private static List<Route> routes() {
    return new ConsentRoutes(Optional.empty()).routes();
  }

  @Test
  void everyRouteIsForSomebody() {
    assertThat(routes().stream().map(EveryRouteAndRoleTest::name))
        .hasSameElementsAs(TABLE.keySet());
    for (Route route : routes()) {
      Route.Access access =
          TABLE.get(name(route)) == Least.ANYBODY ? Route.Access.OPEN : Route.Access.STAFF;
      assertThat(route.access()).as(name(route)).isEqualTo(access);
    }
  }

  @Test
  void whoMayNotIsRefusedAndChangesNothing() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v2").withStaff())) {
      desk.as(TestDesk.ADMIN);
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      Object before = desk.fetch(subject).json();
      for (Route route : routes()) {
        Least least = TABLE.get(name(route));
        if (least == Least.ANYBODY) {
          continue;
        }
        for (Optional<String> key : WRONG) {
          Told told = desk.send(request(desk, route, subject, key, Map.of()));
          assertThat(told.status()).as(name(route)).isEqualTo(401);
        }
        for (String key : lower(least)) {
          Told told = desk.send(request(desk, route, subject, Optional.of(key), Map.of()));
          told.refuses(403, "vault.role");
          assertThat(told.text()).as(name(route)).doesNotContain(key);
        }
        for (Map<String, String> foreign : FOREIGN) {
          Told told =
              desk.send(request(desk, route, subject, Optional.of(TestDesk.ADMIN), foreign));
          told.refuses(403, "access.origin");
        }
      }
      assertThat(desk.fetch(subject).json()).isEqualTo(before);
      assertThat(desk.sealedFiles()).hasSize(1);
    }
  }

  private static final List<Optional<String>> WRONG =
      List.of(
          Optional.empty(),
          Optional.of(""),
          Optional.of("nobodys-key-of-the-test-000"),
          Optional.of(TestDesk.ADMIN + "0"),
          Optional.of(TestDesk.ADMIN.substring(1)),
          Optional.of(TestDesk.ADMIN.toUpperCase(Locale.ROOT)));

  private static final List<Map<String, String>> FOREIGN =
      List.of(
          Map.of("Sec-Fetch-Site", "cross-site"),
          Map.of("Sec-Fetch-Site", "same-site"),
          Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"));

  private static List<String> lower(Least least) {
    return switch (least) {
      case ANYBODY, VIEWER -> List.of();
      case OFFICER -> List.of(TestDesk.VIEWER);
      case ADMIN -> List.of(TestDesk.VIEWER, TestDesk.OFFICER);
    };
  }

  /**
   * Nobody is told more, or less, than that they may not: by whoever may, each route is reached.
   */
  @Test
  void whoMayIsLetIn() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v2").withStaff())) {
      for (Route route : routes()) {
        Least least = TABLE.get(name(route));
        for (String key : higher(least)) {
          desk.as(TestDesk.ADMIN);
          String subject = desk.consented("s-" + System.nanoTime());
          desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
          Told told = desk.send(request(desk, route, subject, Optional.of(key), Map.of()));
          assertThat(told.status()).as(name(route) + " " + told.text()).isNotIn(401, 403);
        }
      }
    }
  }

  private static List<String> higher(Least least) {
    return switch (least) {
      case ANYBODY, VIEWER -> List.of(TestDesk.VIEWER, TestDesk.OFFICER, TestDesk.ADMIN);
      case OFFICER -> List.of(TestDesk.OFFICER, TestDesk.ADMIN);
      case ADMIN -> List.of(TestDesk.ADMIN);
    };
  }

  /** Each change that an officer or an admin makes, too: nobody puts a destruction off unseen. */
  @Test
  void whatOfficersDoIsInTheLog() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1").withStaff())) {
      desk.as(TestDesk.OFFICER);
      String subject = desk.consented("staff-1");
      long before = size(desk);
      for (String change : List.of("/interaction", "/purpose-satisfied")) {
        desk.post(subject + change).is(200);
      }
      assertThat(size(desk)).isEqualTo(before + 2);
      assertThat(desk.fetch("/api/v1/audit").text())
          .contains("\"INTERACTED\"", "\"PURPOSE_SATISFIED\"");
    }
  }

  private static long size(TestDesk desk) {
    desk.post("/api/v1/audit/check").is(200);
    Told log = desk.fetch("/api/v1/audit?from=0&limit=1000");
    return ((List<?>) log.at("leaves"))
        .stream()
            .filter(leaf -> ((Map<?, ?>) leaf).get("actor").equals("officer:front-desk"))
            .count();
  }

  /** What a viewer does leaves what it must, leaves of the log, and nothing else. */
  @Test
  void whatViewersDoIsWrittenInTheLogAlone() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v2").withStaff())) {
      desk.as(TestDesk.ADMIN);
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      Object before = desk.fetch(subject).json();
      List<String> actions = new ArrayList<>();
      for (Route route : routes()) {
        desk.send(request(desk, route, subject, Optional.of(TestDesk.VIEWER), Map.of()));
      }
      assertThat(desk.fetch(subject).json()).isEqualTo(before);
      Told log = desk.fetch("/api/v1/audit?from=0&limit=1000");
      for (Object leaf : (List<?>) log.at("leaves")) {
        if (((Map<?, ?>) leaf).get("actor").equals("viewer:guard")) {
          actions.add((String) ((Map<?, ?>) leaf).get("action"));
        }
      }
      assertThat(actions).contains("ACCESS_REFUSED", "PHOTO_VIEWED", "COMPARED");
      assertThat(actions).isSubsetOf("ACCESS_REFUSED", "PHOTO_VIEWED", "COMPARED");
      long refused = actions.stream().filter("ACCESS_REFUSED"::equals).count();
      long forOthers =
          Stream.of(Least.OFFICER, Least.ADMIN)
              .mapToLong(least -> TABLE.values().stream().filter(least::equals).count())
              .sum();
      assertThat(refused).as("each refusal is a leaf").isEqualTo(forOthers);
    }
  }

  private static HttpRequest request(
      TestDesk desk,
      Route route,
      String subject,
      Optional<String> key,
      Map<String, String> headers) {
    String path =
        route
            .path()
            .replace("/api/v1/subjects/{id}", subject)
            .replace("{leaf}", "0")
            .replace("{hash}", "0".repeat(64))
            .replace("{receipt}", "0".repeat(32));
    String query =
        path.endsWith("/consistency")
            ? "?first=1"
            : path.endsWith("/sweep") ? "?dry_run=false" : "";
    URI uri = URI.create("http://127.0.0.1:" + desk.http.port() + path + query);
    HttpRequest.Builder request =
        form(desk, route)
            .map(form -> form.post(uri))
            .orElseGet(
                () ->
                    HttpRequest.newBuilder(uri)
                        .method(route.method().name(), HttpRequest.BodyPublishers.noBody()));
    key.ifPresent(secret -> request.header("X-API-Key", secret));
    headers.forEach(request::header);
    return request.timeout(Duration.ofSeconds(60)).build();
  }

  private static Optional<Form> form(TestDesk desk, Route route) {
    String last = route.path().substring(route.path().lastIndexOf('/') + 1);
    if (route.form().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (last.toLowerCase(Locale.ROOT)) {
          case "subjects" -> new Form().text("safe_id", "n-" + System.nanoTime());
          case "hold" -> new Form().text("reason", "a case");
          case "consent" -> desk.typedRelease();
          default -> TestDesk.photo(PHOTO);
        });
  }
}
