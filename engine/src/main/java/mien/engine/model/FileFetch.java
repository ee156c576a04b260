package mien.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Gets one verified file into a part file, from mirrors or from an address. Each place that does
 * not give it adds a reason.
 */
final class FileFetch {

  private static final int CHUNK = 1 << 18;

  private final List<Mirror> mirrors;
  private final PullPolicy policy;
  private final HttpClient client;

  FileFetch(List<Mirror> mirrors, PullPolicy policy, HttpClient client) {
    this.mirrors = mirrors;
    this.policy = policy;
    this.client = client;
  }

  /** The verified file in {@code part} and where it came from, if a mirror had it. */
  Optional<String> fromMirrors(
      WantedFile wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    for (Mirror mirror : mirrors) {
      Optional<String> source =
          switch (mirror) {
            case Mirror.Web(URI base) -> fromBase(base, wanted, part, progress, reasons);
            case Mirror.Folder(Path path) -> fromFolder(path, wanted, part, progress, reasons);
          };
      if (source.isPresent()) {
        return source;
      }
    }
    return Optional.empty();
  }

  private Optional<String> fromBase(
      URI base, WantedFile wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    for (String name : wanted.names()) {
      Optional<String> source = fromWeb(base.resolve(name), wanted, part, progress, reasons);
      if (source.isPresent()) {
        return source;
      }
    }
    return Optional.empty();
  }

  /** The verified file in {@code part} and its address, if that gave it. */
  Optional<String> fromWeb(
      URI uri, WantedFile wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    try {
      return fromAddress(uri, wanted, part, progress, reasons);
    } catch (IOException e) {
      reasons.add(uri + ": " + Download.why(e));
      return Optional.empty();
    }
  }

  /**
   * The same, for a caller that wants to know why.
   *
   * @throws IOException if the address did not give it
   */
  Optional<String> fromAddress(
      URI uri, WantedFile wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    Download download = new Download(client, policy, uri, part, wanted.limit());
    boolean resumed = Files.exists(part);
    download.fetch(progress);
    if (resumed && !wanted.is(part)) {
      download.forget(); // the old beginning may be at fault: once more, from the start
      download.fetch(progress);
    }
    return verified(uri.toString(), part, wanted, reasons);
  }

  private static Optional<String> fromFolder(
      Path folder, WantedFile wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException {
    Optional<Path> found =
        wanted.names().stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    if (found.isEmpty()) {
      reasons.add(folder.resolve(wanted.names().getFirst()) + ": there is no such file");
      return Optional.empty();
    }
    return fromFile(found.get(), wanted, part, progress, reasons);
  }

  /** The verified file in {@code part} and where it came from, if that file is the one. */
  static Optional<String> fromFile(
      Path file, WantedFile wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException {
    if (Files.size(file) > wanted.limit()) {
      reasons.add(file + ": it is larger than the " + wanted.limit() + " bytes that are expected");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      copy(in, part, wanted.limit(), progress);
    }
    return verified(file.toString(), part, wanted, reasons);
  }

  /** Copies one byte more than the limit at most, so that too much shows as a wrong size. */
  static void copy(InputStream in, Path part, long limit, LongConsumer progress)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long done = 0;
    try (OutputStream out = Files.newOutputStream(part)) {
      for (int n = in.read(chunk); n >= 0 && done <= limit; n = in.read(chunk)) {
        out.write(chunk, 0, n);
        done += n;
        progress.accept(done);
      }
    }
  }

  /** Whether the part is the file that is wanted; if not it goes, since resuming cannot mend it. */
  static Optional<String> verified(
      String source, Path part, WantedFile wanted, List<String> reasons) throws IOException {
    if (wanted.is(part)) {
      return Optional.of(source);
    }
    reasons.add(source + ": " + wanted.wrongness(part));
    Files.deleteIfExists(part);
    return Optional.empty();
  }
}
