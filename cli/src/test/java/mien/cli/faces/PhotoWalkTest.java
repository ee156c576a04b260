package mien.cli.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import mien.cli.faces.FoundPhoto.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoWalkTest {

  @TempDir Path folder;

  @Test
  void aFolderIsReadWithItsFoldersInSortedOrder() throws IOException {
    for (String name :
        List.of("b.jpg", "a/z.jpg", "a/ä ö.jpg", "a/b b/1.jpg", "c", ".hidden.jpg")) {
      file("p/" + name);
    }
    file("p/.thumbnails/t.jpg");
    assertThat(names("p"))
        .containsExactly("p/a/b b/1.jpg", "p/a/z.jpg", "p/a/ä ö.jpg", "p/b.jpg", "p/c");
  }

  @Test
  void namesAreAsTheyWereTyped() throws IOException {
    file("p/x.jpg");
    assertThat(names("./p", "p/", "p/x.jpg", "-"))
        .as("a folder is read once, a named file as often as it is named")
        .containsExactly("./p/x.jpg", "p/x.jpg", "-");
    assertThat(names(folder.resolve("p").toString()))
        .containsExactly(folder.resolve("p/x.jpg").toString());
  }

  @Test
  void aLoopOfLinksEnds() throws IOException {
    file("p/a/x.jpg");
    Files.createSymbolicLink(folder.resolve("p/a/back"), folder.resolve("p"));
    Files.createSymbolicLink(folder.resolve("p/twin"), folder.resolve("p/a"));
    Files.createSymbolicLink(folder.resolve("p/self"), Path.of("self"));
    assertThat(names("p")).containsExactly("p/a/x.jpg");
  }

  @Test
  void aLinkToAFileIsThatFile() throws IOException {
    file("elsewhere.jpg");
    file("p/a.jpg");
    Files.createSymbolicLink(folder.resolve("p/link.jpg"), folder.resolve("elsewhere.jpg"));
    assertThat(names("p")).containsExactly("p/a.jpg", "p/link.jpg");
  }

  @Test
  void whatIsNotThereIsRefusedAndTheRestIsFound() throws IOException {
    file("p/a.jpg");
    PhotoWalk.Found found = find(Optional.empty(), "nowhere.jpg", "p");
    assertThat(found.photos()).hasSize(1);
    assertThat(found.refused()).hasSize(1);
    assertThat(found.refused().getFirst().why().code()).isEqualTo("file.missing");
    assertThat(found.refused().getFirst().why()).hasMessageContaining("'nowhere.jpg'");
  }

  @Test
  void aFolderThatMayNotBeOpenedIsRefusedAndTheRestIsFound() throws IOException {
    file("p/a.jpg");
    Path closed = Files.createDirectories(folder.resolve("p/closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(closed), "skipped: this user may read everything");
      PhotoWalk.Found found = find(Optional.empty(), "p");
      assertThat(found.photos()).hasSize(1);
      assertThat(found.refused().getFirst().name()).isEqualTo("p/closed");
      assertThat(found.refused().getFirst().why().code()).isEqualTo("file.unreadable");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void theFolderOfResultsIsNotEntered() throws IOException {
    file("p/a.jpg");
    file("p/drawn/a.faces.jpg");
    PhotoWalk.Found found = find(Optional.of(folder.resolve("p/drawn")), "p");
    assertThat(found.photos()).extracting(FoundPhoto::name).containsExactly("p/a.jpg");
  }

  @Test
  void namedFilesAndFilesOfFoldersAreToldApart() throws IOException {
    file("p/notes.txt");
    assertThat(find(Optional.empty(), "p").photos().getFirst().origin()).isEqualTo(Origin.FOLDER);
    assertThat(find(Optional.empty(), "p/notes.txt").photos().getFirst().origin())
        .isEqualTo(Origin.NAMED);
  }

  @Test
  void annotatedPicturesNeverShareANameAndNeverHaveAPhotosName() throws IOException {
    for (String name : List.of("a/x.jpg", "b/x.jpg", "b/X.JPG", "x.webp", "x.png", "a/sub/y")) {
      file(name);
    }
    List<FoundPhoto> photos =
        find(Optional.empty(), "a/x.jpg", "b/x.jpg", "b/X.JPG", "x.webp", "x.png", "a", "-")
            .photos();
    List<Path> targets = AnnotatedNames.of(Path.of("out"), photos);
    assertThat(targets.stream().map(Path::toString))
        .containsExactly(
            "out/x.faces.jpg",
            "out/x.faces-2.jpg",
            "out/X.faces-3.jpg",
            "out/x.webp.faces.jpg",
            "out/x.faces.png",
            "out/sub/y.faces.jpg",
            "out/x.faces-4.jpg",
            "out/stdin.faces.jpg");
  }

  private List<String> names(String... words) {
    return find(Optional.empty(), words).photos().stream().map(FoundPhoto::name).toList();
  }

  private PhotoWalk.Found find(Optional<Path> leftOut, String... words) {
    return PhotoWalk.find(List.of(words), folder, leftOut);
  }

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }
}
