package mien.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mien.engine.onnx.NativeRuntime.Natives;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {

  @TempDir Path folder;

  private NativeFolder natives;

  @BeforeEach
  void twoLibraries() throws IOException {
    natives =
        new NativeFolder(
            Optional.of(folder.resolve("cache/mien")),
            List.of(entry("libone.so", "one"), entry("libtwo.so", "two")));
  }

  @Test
  void theFirstStartUnpacksAndTheSecondFindsThem() throws IOException {
    Natives first = natives.provide();
    Path unpacked = first.folder().orElseThrow();

    assertThat(unpacked.getFileName().toString()).matches("onnxruntime-1\\.28\\.0-[0-9a-f]{8}");
    assertThat(first.remark()).isEqualTo("unpacked now");
    assertThat(unpacked.resolve("libtwo.so")).hasContent("two");
    assertThat(natives.provide()).isEqualTo(new Natives(first.folder(), "unpacked before"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked)))
        .isEqualTo("rwx------");
    assertThat(names(unpacked.getParent())).containsExactly(unpacked.getFileName().toString());
  }

  @Test
  void anotherBuildGetsAnotherFolder() throws IOException {
    NativeFolder other =
        new NativeFolder(natives.cache(), List.of(entry("libone.so", "ONE, again")));
    assertThat(other.name()).isNotEqualTo(natives.name());
  }

  @Test
  void aFolderThatOthersMayWriteToIsNotLoadedFrom() throws IOException {
    Path unpacked = natives.provide().folder().orElseThrow();
    Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxrwxrwx"));

    Natives second = natives.provide();
    assertThat(second.folder()).isEmpty();
    assertThat(second.remark()).contains("not private", "are not unpacked");
  }

  @Test
  void aShortenedLibraryIsNotLoaded() throws IOException {
    Path unpacked = natives.provide().folder().orElseThrow();
    Files.writeString(unpacked.resolve("libone.so"), "o");
    assertThat(natives.provide().folder()).isEmpty();
  }

  @Test
  void whereNothingCanBeWrittenTheReasonIsGiven() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "in the way");
    NativeFolder blocked = new NativeFolder(Optional.of(file.resolve("mien")), natives.source());
    assertThat(blocked.provide().folder()).isEmpty();
    assertThat(blocked.provide().remark()).contains("cannot be unpacked");

    assertThat(new NativeFolder(Optional.empty(), natives.source()).provide().remark())
        .contains("no home folder");
    assertThat(new NativeFolder(natives.cache(), List.of()).provide().remark())
        .contains("none for this platform");
  }

  @Test
  void manyStartsAtOnceEndWithOneCompleteFolder() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Natives>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(natives::provide);
      }
      for (Future<Natives> start : threads.invokeAll(starts)) {
        assertThat(start.get().folder()).isPresent();
      }
    }
    assertThat(names(folder.resolve("cache/mien"))).hasSize(1);
  }

  @Test
  void thisPlatformsNativesAreInTheJar() {
    assertThat(NativeFolder.fromEnvironment().source())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(entry -> entry.bytes() > 1000 && entry.fingerprint() != 0);
  }

  private NativeFolder.Entry entry(String name, String content) throws IOException {
    Path jar = Files.createTempFile(folder, "natives", ".jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("native/" + name));
      out.write(content.getBytes(StandardCharsets.US_ASCII));
    }
    return new NativeFolder.Entry(name, content.length(), 1, jar, "native/" + name);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
