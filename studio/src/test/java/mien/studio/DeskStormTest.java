package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mien.studio.TestDesk.Setup;
import mien.vault.Vault;
import mien.vault.config.Actor;
import mien.vault.config.Role;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many do everything to the same people at once, over HTTP and through a second vault as another
 * process has one; or the disk is full. Afterwards file, manifest and leaf are all there or none.
 */
class DeskStormTest {

  private static final int PEOPLE = 3;
  private static final int HANDS = 12;
  private static final int STEPS = 25;

  @TempDir Path parent;

  @Test
  void whateverManyDoAtOnceTheVaultIsWhole() throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      List<String> people = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        people.add(desk.consented("s-" + i));
      }
      Form release = desk.typedRelease();
      List<Callable<List<Told>>> hands = new ArrayList<>();
      for (int i = 0; i < HANDS; i++) {
        Random random = new Random(i);
        hands.add(() -> atTheDesk(desk, people, release, random));
      }
      try (Vault beside = Vault.open(TestDesk.vault(parent, "biometric_v1", desk::now));
          ExecutorService all = Executors.newFixedThreadPool(HANDS + 1)) {
        Future<?> other = all.submit(() -> beside(beside, people));
        for (Future<List<Told>> hand : all.invokeAll(hands)) {
          hand.get().forEach(told -> statuses.merge(told.status(), 1, Integer::sum));
        }
        other.get();
      }
      assertThat(statuses).containsKeys(200, 201).doesNotContainKeys(401, 500);
      isWhole(desk, people);
    }
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      assertThat(desk.post("/api/v1/audit/check").is(200).at("state")).isEqualTo("sound");
    }
  }

  private static List<Told> atTheDesk(
      TestDesk desk, List<String> people, Form release, Random random) {
    List<Told> said = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      String subject = people.get(random.nextInt(people.size()));
      said.add(
          switch (random.nextInt(8)) {
            case 0, 1 -> desk.post(subject + "/photo", photo(random));
            case 2 -> desk.fetch(subject + "/photo");
            case 3 -> desk.post(subject + "/consent", release);
            case 4 -> desk.delete(subject + "/consent");
            case 5 -> desk.delete(subject + "/biometric");
            case 6 -> desk.fetch(subject + "/export");
            default -> desk.fetch(subject);
          });
    }
    return said;
  }

  private static Form photo(Random random) {
    return TestDesk.photo(TestStudio.picture("png", 16 + random.nextInt(16)));
  }

  private static int beside(Vault vault, List<String> people) {
    Actor officer = new Actor(Role.OFFICER, "beside");
    int views = 0;
    for (int i = 0; i < 2 * STEPS; i++) {
      String subject = people.get(i % people.size());
      SubjectId id = new SubjectId(subject.substring(subject.lastIndexOf('/') + 1));
      vault.officer(officer).collect(id, TestStudio.picture("png", 20));
      if (vault.viewer(officer).manifest(id).isPresent()) {
        views++;
      }
    }
    return views;
  }

  /** Each photo of a manifest opens, and no file lies there that is not of one. */
  private static void isWhole(TestDesk desk, List<String> people) {
    List<String> held = new ArrayList<>();
    for (String subject : people) {
      Told manifest = desk.fetch(subject).is(200);
      if (manifest.at("biometric_collection") instanceof Map<?, ?> collection) {
        held.add((String) collection.get("data_path"));
        Told photo = desk.fetch(subject + "/photo").is(200);
        assertThat((long) photo.bytes().length)
            .isEqualTo(((Number) collection.get("photo_bytes")).longValue());
      } else {
        desk.fetch(subject + "/photo").refuses(404, "biometric.none");
      }
    }
    assertThat(
            desk.sealedFiles().stream()
                .map(file -> desk.folder.relativize(file).toString())
                .toList())
        .hasSameElementsAs(held);
    assertThat(desk.post("/api/v1/audit/check").is(200).at("state")).isEqualTo("sound");
  }

  @Test
  void aFullDiskIsToldAndNothingIsLostOrLeftHalf() throws Exception {
    Path disk = Files.createDirectory(parent.resolve("vault"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    org.junit.jupiter.api.Assumptions.assumeTrue(
        mount.waitFor() == 0, "a full disk was not tried: only root may mount one");
    try {
      onADiskThatFills(disk);
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }

  private void onADiskThatFills(Path disk) throws Exception {
    byte[] photo = TestStudio.picture("png", 24);
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String held = desk.consented("s-1");
      desk.post(held + "/photo", TestDesk.photo(photo)).is(201);
      String other = desk.consented("s-2");
      Form release = desk.typedRelease();
      fill(disk.resolve("filler"));
      List<Told> said = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        said.add(desk.post(other + "/photo", TestDesk.photo(photo)));
        said.add(desk.post(other + "/consent", release));
        said.add(desk.fetch(held + "/photo"));
      }
      said.add(desk.post("/api/v1/sweep?dry_run=false"));
      said.add(desk.delete(other + "/biometric"));
      List<Told> failed = said.stream().filter(told -> told.status() >= 400).toList();
      assertThat(failed).isNotEmpty();
      for (Told told : failed) {
        assertThat((String) told.at("code")).isIn("vault.disk-full", "biometric.none");
      }
      Files.delete(disk.resolve("filler"));
      assertThat(desk.fetch(held + "/photo").is(200).bytes()).isEqualTo(photo);
      isWhole(desk, List.of(held, other));
      desk.delete(held + "/consent").is(200);
      isWhole(desk, List.of(held, other));
    }
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"));
        Stream<Path> files = Files.walk(disk)) {
      assertThat(desk.post("/api/v1/audit/check").is(200).at("state")).isEqualTo("sound");
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  private static void fill(Path file) throws Exception {
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (java.io.IOException _) {
      assertThat(file).exists();
    }
  }
}
