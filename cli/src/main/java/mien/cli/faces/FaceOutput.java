package mien.cli.faces;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import mien.cli.fault.CliFault;
import mien.cli.file.AtomicFile;
import mien.cli.terminal.Ink;
import mien.core.MienException;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult.Read;
import mien.engine.PhotoResult.Refused;
import mien.engine.PhotoResult;

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
  boolean print(PhotoResult result) {
    if (lines.isPresent()) {
      lines.get().append(jsonLine(result)).append('\n');
      if (result instanceof Refused(String name, MienException why)) {
        err.println(table.refusal(name, why));
      }
      if (lines.get().checkError()) {
        throw new MienException(
            CliFault.FILE_UNWRITABLE, "'" + path.get() + "' cannot be written; check free space.");
      }
      return true;
    }
    if (json) {
      out.append(jsonLine(result)).append('\n');
    } else {
      switch (result) {
        case Read(String name, PhotoFaces photo) -> table.photo(name, photo).forEach(out::println);
        case Refused(String name, MienException why) -> out.println(table.refusal(name, why));
      }
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

  private static String jsonLine(PhotoResult result) {
    return switch (result) {
      case Read(String name, PhotoFaces photo) -> FaceJson.photo(name, photo);
      case Refused(String name, MienException why) -> FaceJson.refusal(name, why);
    };
  }
}
