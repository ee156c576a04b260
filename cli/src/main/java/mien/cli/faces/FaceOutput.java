package mien.cli.faces;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mien.cli.fault.CliFault;
import mien.cli.file.AtomicFile;
import mien.cli.terminal.Ink;
import mien.core.MienException;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoResult.Read;
import mien.engine.PhotoResult.Refused;
import mien.engine.PhotoResult.Skipped;

/**
 * Where results go: a table or JSON lines to standard output, or JSON lines to a file; then
 * standard error names the photos that were refused. For one thread.
 */
final class FaceOutput implements AutoCloseable {

  private final boolean json;
  private final PrintStream out;
  private final PrintStream err;
  private final FaceTable table;
  private final Optional<Path> path;
  private final Optional<AtomicFile> file;
  private final Optional<PrintStream> lines;

  FaceOutput(
      boolean json,
      boolean liveness,
      PrintStream out,
      PrintStream err,
      Ink ink,
      Optional<Path> path) {
    this.json = json;
    this.out = out;
    this.err = err;
    this.table = new FaceTable(ink, liveness);
    this.path = path;
    this.file = path.map(AtomicFile::begin);
    this.lines = file.map(f -> new PrintStream(f.stream(), false, StandardCharsets.UTF_8));
  }

  /**
   * Writes a result; false when standard output is closed or full.
   *
   * @throws MienException OPERATOR if the file cannot be written
   */
  boolean print(PhotoResult<PhotoFaces> result) {
    return switch (result) {
      case Read(String name, PhotoFaces photo) ->
          print(
              () -> FaceJson.photo(name, photo), () -> table.photo(name, photo), Optional.empty());
      case Refused(String name, MienException why) -> {
        String line = table.refusal(name, why);
        yield print(() -> FaceJson.refusal(name, why), () -> List.of(line), Optional.of(line));
      }
      case Skipped<PhotoFaces> _ -> true;
    };
  }

  private boolean print(
      Supplier<String> jsonLine, Supplier<List<String>> rows, Optional<String> refusal) {
    if (lines.isPresent()) {
      lines.get().append(jsonLine.get()).append('\n');
      refusal.ifPresent(err::println);
      if (lines.get().checkError()) {
        throw new MienException(
            CliFault.FILE_UNWRITABLE, "'" + path.get() + "' cannot be written; check free space.");
      }
      return true;
    }
    if (json) {
      out.append(jsonLine.get()).append('\n');
    } else {
      rows.get().forEach(out::println);
    }
    return !out.checkError();
  }

  /** Puts the result file in its place, and beside it what it was made with. */
  void finish(String manifest) {
    if (file.isEmpty() || path.isEmpty() || lines.isEmpty()) {
      return;
    }
    lines.get().flush();
    file.get().commit();
    Path beside = path.get().resolveSibling(path.get().getFileName() + ".mien.json");
    try (AtomicFile sidecar = AtomicFile.begin(beside);
        PrintStream stream = new PrintStream(sidecar.stream(), false, StandardCharsets.UTF_8)) {
      stream.println(manifest);
      stream.flush();
      sidecar.commit();
    }
  }

  @Override
  public void close() {
    file.ifPresent(AtomicFile::close);
  }
}
