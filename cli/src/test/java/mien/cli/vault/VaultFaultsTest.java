package mien.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full or read-only, keys that are wrong: the command says what and how to mend it,
 * leaves nothing half-written, and the vault opens again with everything in it.
 */
class VaultFaultsTest {

  private static final String SIGNER = "Zebulon Quartermain";

  @TempDir Path folder;
  private Cli cli;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void begin() {
    cli = new Cli(folder);
    disk = folder.resolve("disk");
    cli.png("photo.png", 40, 30, 128);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", disk.toString());
    }
  }

  private void mount(String size) throws Exception {
    Files.createDirectory(disk);
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()) == 0;
    assumeTrue(mounted, "a full and a read-only disk were not tested: only root may mount one");
  }

  private static int run(String... words) throws Exception {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** A vault with one person whose photo is held, and one who only signed. */
  private void makeAVault() {
    assertThat(cli.run("vault", "init", "--vault", "disk/v", "--master-key", key()).status())
        .isZero();
    give("s-1");
    assertThat(vault("consent", "keep", "s-1", "photo.png").status()).isZero();
    give("s-2");
  }

  private String key() {
    Path key = folder.resolve("master.key");
    if (Files.notExists(key)) {
      cli.text("master.key", "0123456789abcdef".repeat(4) + "\n");
      try {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return "master.key";
  }

  private Run give(String safeId) {
    return vault("consent", "give", safeId, "--signer", SIGNER, "--text-hash", hash());
  }

  private String hash() {
    return vault("consent", "release").lines().getLast();
  }

  private Run vault(String command, String sub, String... more) {
    List<String> words = new ArrayList<>(List.of(command, sub));
    words.addAll(List.of("--vault", "disk/v", "--master-key", "master.key"));
    words.addAll(List.of(more));
    return cli.run(words.toArray(String[]::new));
  }

  private void fill() throws IOException {
    try (var out = Files.newOutputStream(disk.resolve("filler"))) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException _) {
      assertThat(disk.resolve("filler")).exists();
    }
  }

  private void isWhole(String... safeIds) {
    Run status = vault("vault", "status", "--json");
    assertThat(status.out()).as(status.err()).contains("\"sound\":true", "\"missing_files\":0");
    assertThat(vault("audit", "verify").out()).startsWith("sound: ");
    for (String safeId : safeIds) {
      assertThat(vault("consent", "show", safeId).status()).isZero();
    }
  }

  @Test
  void aFullDiskIsSaidAndNothingIsLostOrLeftHalf() throws Exception {
    mount("8m");
    makeAVault();
    String hash = hash();
    fill();
    // Whole pages are free in the files, so it may take a while until one of them must grow.
    List<Run> said = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      said.add(vault("consent", "give", "n-" + i, "--signer", SIGNER, "--text-hash", hash));
      said.add(vault("consent", "keep", "s-2", "photo.png"));
    }
    said.add(vault("vault", "rotate-key", "--to", "next.key"));
    assertThat(said.stream().filter(one -> one.status() != 0)).isNotEmpty();
    for (Run one : said) {
      if (one.status() != 0) {
        assertThat(one.status()).as(one.err()).isEqualTo(1);
        assertThat(one.err()).contains("disk is full", "make room").doesNotContain(SIGNER);
      }
    }
    Files.delete(disk.resolve("filler"));
    isWhole("s-1", "s-2");
    assertThat(vault("consent", "view", "s-1", "seen.png").status()).isZero();
    assertThat(folder.resolve("seen.png")).hasSameBinaryContentAs(folder.resolve("photo.png"));
    assertThat(vault("consent", "erase", "s-1", "--yes").out()).contains("found: 0");
    isWhole("s-1", "s-2");
  }

  @Test
  void whatAFullDiskCutShortIsNotLeftThere() throws Exception {
    mount("1m");
    cli.run("vault", "init", "--vault", "v", "--master-key", key());
    List<String> at = List.of("--vault", "v", "--master-key", "master.key");
    String hash = cli.run(with(at, "consent", "release")).lines().getLast();
    cli.run(with(at, "consent", "give", "s-1", "--signer", SIGNER, "--text-hash", hash));
    cli.run(with(at, "consent", "keep", "s-1", "photo.png"));
    fill();
    for (List<String> words :
        List.of(
            List.of("consent", "view", "s-1", "disk/seen.png"),
            List.of("consent", "export", "s-1", "disk/copy.zip"),
            List.of("vault", "rotate-key", "--to", "disk/next.key"))) {
      Run run = cli.run(with(at, words.toArray(String[]::new)));
      assertThat(run.status()).as(words.toString()).isEqualTo(1);
      assertThat(run.err()).contains("disk/", "check");
    }
    Run init = cli.run("vault", "init", "--vault", "disk/other");
    assertThat(init.status()).isEqualTo(1);
    try (Stream<Path> left = Files.list(disk)) {
      // The folder of the vault to be may be there; a new try finds it.
      assertThat(left.map(file -> file.getFileName().toString())).isSubsetOf("filler", "other");
    }
    assertThat(cli.run(with(at, "vault", "status")).status()).isZero();
  }

  private static String[] with(List<String> options, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(2, options);
    return all.toArray(String[]::new);
  }

  @Test
  void aReadOnlyDiskIsSaid() throws Exception {
    mount("8m");
    makeAVault();
    assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
    for (List<String> words :
        List.of(
            List.of("consent", "keep", "s-2", "photo.png"),
            List.of("consent", "show"),
            List.of("consent", "erase", "s-1", "--yes"),
            List.of("vault", "status"),
            List.of("vault", "rotate-key", "--to", "next.key"),
            List.of("audit", "verify"))) {
      Run run =
          vault(words.get(0), words.get(1), words.subList(2, words.size()).toArray(String[]::new));
      assertThat(run.status()).as(words + run.err()).isEqualTo(1);
      assertThat(run.err()).contains("check", "mounted read-only").doesNotContain("at mien.");
    }
    assertThat(run("mount", "-o", "remount,rw", disk.toString())).isZero();
    isWhole("s-1", "s-2");
  }

  @Test
  void wrongKeysAreSaidAndNothingIsTouched() throws IOException {
    Files.createDirectory(disk);
    makeAVault();
    Path key = folder.resolve("master.key");
    String right = Files.readString(key);
    Files.writeString(key, right.replace('0', 'f'));
    assertThat(vault("consent", "show").err()).contains("configure the right key file");
    Files.writeString(key, right.substring(0, 40));
    assertThat(vault("consent", "show").err())
        .contains("32 bytes or 64 hexadecimal digits", "40 bytes")
        .doesNotContain(right.substring(0, 8));
    Files.writeString(key, right);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(vault("consent", "show").err()).contains("chmod 600");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path inside = Files.copy(key, disk.resolve("v/inside.key"));
    Files.move(key, folder.resolve("aside"));
    Files.createSymbolicLink(key, inside);
    assertThat(vault("consent", "show").err()).contains("must not lie beside the data");
    Files.delete(key);
    assertThat(vault("consent", "show").err()).contains("cannot be read: check that it is there");
    assertThat(key).doesNotExist();
    Files.move(folder.resolve("aside"), key);
    Files.delete(inside);
    for (String gone : List.of("v/keys/keys.db", "v/vault.db")) {
      Path aside = Files.move(disk.resolve(gone), folder.resolve("aside"));
      Run run = vault("consent", "show");
      assertThat(run.err()).containsAnyOf("put it back", "has a file vault.db");
      assertThat(run.status()).isNotZero();
      assertThat(disk.resolve(gone)).doesNotExist();
      Files.move(aside, disk.resolve(gone));
    }
    isWhole("s-1", "s-2");
  }

  @Test
  void aRotationThatIsNoneSaysSoAndLeavesNoKey() throws IOException {
    Files.createDirectory(disk);
    makeAVault();
    String hash = vault("audit", "head").out();
    Run same = vault("vault", "rotate-key", "--to", "master.key");
    assertThat(same.status()).isEqualTo(1);
    assertThat(same.err()).contains("the one in use", "do not destroy");
    Files.createSymbolicLink(folder.resolve("link"), disk.resolve("v/keys"));
    Run beside = vault("vault", "rotate-key", "--to", "link/next.key");
    assertThat(beside.err()).contains("must not lie beside the data");
    assertThat(disk.resolve("v/keys/next.key")).doesNotExist();
    assertThat(vault("audit", "head").out()).as("no leaf was written").isEqualTo(hash);
    Run anchored = vault("audit", "head", "--anchor", "master.key");
    assertThat(anchored.status()).isEqualTo(1);
    assertThat(anchored.err()).contains("name another file");
    Run mistyped = vault("audit", "verify", "--anchor", "ankor.jsonl");
    assertThat(mistyped.status()).isEqualTo(2);
    assertThat(mistyped.err()).contains("check its path", "audit head --anchor");
    isWhole("s-1", "s-2");
  }

  /** No erasure would look there for it, and the vault's backups would keep it. */
  @Test
  void nothingUnsealedIsWrittenIntoTheVault() throws IOException {
    Files.createDirectory(disk);
    makeAVault();
    Files.createSymbolicLink(folder.resolve("link"), disk.resolve("v/files"));
    String head = vault("audit", "head").out();
    for (String sub : List.of("view", "export")) {
      for (String to : List.of("disk/v/out", "disk/v/files/out", "link/out", "disk/v/../v/out")) {
        Run run = vault("consent", sub, "s-1", to);
        assertThat(run.status()).as(to).isEqualTo(2);
        assertThat(run.err()).contains("must not lie in the vault");
      }
    }
    assertThat(vault("audit", "head").out()).as("nothing was handed out").isEqualTo(head);
    isWhole("s-1");
  }

  /** A device has no size and no end; a reason and a path are not our words. */
  @Test
  void whatOthersWroteDoesNotSteerTheTerminal() throws IOException {
    Files.createDirectory(disk);
    makeAVault();
    Run endless = vault("consent", "keep", "s-1", "/dev/zero");
    assertThat(endless.status()).isEqualTo(1);
    assertThat(endless.err()).contains("has more than 10485760 bytes");
    String escape = "\u001b[2J";
    vault("consent", "hold", "s-1", "--reason", "case" + escape + "\nrelease         given");
    Run shown = vault("consent", "show", "s-1");
    assertThat(shown.out()).contains("case\ufffd[2J").doesNotContain("\u001b");
    assertThat(shown.lines().stream().filter(line -> line.startsWith("release"))).hasSize(1);
    assertThat(vault("consent", "keep", "s-1", "none" + escape).err())
        .contains("cannot be read")
        .doesNotContain("\u001b");
    assertThat(vault("consent", "show", "s-1", "--json").out()).contains("case\\u001B[2J");
  }

  @Test
  void safeIdsAreNoPathsAndAreNotRepeated() throws IOException {
    Files.createDirectory(disk);
    makeAVault();
    String hash = hash();
    for (String id : List.of("../x", "a/b", "Robin\nSample", "Robin\u0007Sample", "\u00e9tienne")) {
      for (List<String> words :
          List.of(
              List.of("consent", "give", id, "--signer", SIGNER, "--text-hash", hash),
              List.of("consent", "keep", id, "photo.png"),
              List.of("consent", "show", id),
              List.of("consent", "erase", id, "--yes"))) {
        Run run =
            vault(
                words.get(0), words.get(1), words.subList(2, words.size()).toArray(String[]::new));
        assertThat(run.status()).as(words.toString()).isEqualTo(1);
        assertThat(run.err()).contains("1 to 64 of A-Z a-z 0-9 _ -").doesNotContain(id);
        assertThat(run.out()).isEmpty();
      }
    }
    assertThat(vault("consent", "show").lines()).hasSize(2);
  }
}
