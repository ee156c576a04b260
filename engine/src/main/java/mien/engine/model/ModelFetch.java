package mien.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import mien.engine.model.ModelSource.ZipMember;

/**
 * The work of one pull: place by place for each model. A zip is fetched once for all its members
 * and removed at the end; what came of a broken download stays for the next pull.
 */
final class ModelFetch implements AutoCloseable {

  /** For files whose size nobody recorded; the largest pack that is known has 407 MB. */
  static final long MOST_BYTES = 1L << 30;

  private static final int CHUNK = 1 << 18;

  private final Path folder;
  private final List<Mirror> mirrors;
  private final PullPolicy policy;
  private final HttpClient client;
  private final PullListener listener;
  private final Map<String, Path> zips = new HashMap<>();

  ModelFetch(
      Path folder,
      List<Mirror> mirrors,
      PullPolicy policy,
      HttpClient client,
      PullListener listener) {
    this.folder = folder;
    this.mirrors = mirrors;
    this.policy = policy;
    this.client = client;
    this.listener = listener;
  }

  /**
   * A file that is wanted.
   *
   * @param name under which mirrors keep it
   * @param sha256 what it must have
   * @param bytes 0 where not recorded
   */
  private record Wanted(String name, String sha256, long bytes) {

    long limit() {
      return bytes == 0 ? MOST_BYTES : bytes;
    }
  }

  PullOutcome fetch(ModelCard card) throws IOException, InterruptedException {
    Wanted wanted = new Wanted(card.fileName(), card.sha256(), card.bytes());
    LongConsumer progress = done -> listener.progress(card.id(), Math.max(0, done), card.bytes());
    Path part = folder.resolve(card.fileName() + ".part");
    List<String> reasons = new ArrayList<>();
    Optional<String> source = fromMirrors(wanted, part, progress, reasons);
    for (int i = 0; i < card.sources().size() && source.isEmpty(); i++) {
      ModelSource place = card.sources().get(i);
      source =
          place.member().isPresent()
              ? fromZip(card, place, place.member().get(), part, reasons)
              : fromWeb(place.uri(), wanted, part, progress, reasons);
    }
    if (source.isEmpty()) {
      if (card.sources().isEmpty()) {
        reasons.add("it is not published in this form, so only a mirror can give it");
      }
      return new PullOutcome.Failed(card.id(), reasons);
    }
    Path target = folder.resolve(card.fileName());
    Optional<Path> aside = moveAside(target);
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    return new PullOutcome.Pulled(card.id(), target, source.get(), aside);
  }

  /** The verified file in {@code part} and where it came from, if a mirror had it. */
  private Optional<String> fromMirrors(
      Wanted wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    for (Mirror mirror : mirrors) {
      Optional<String> source =
          switch (mirror) {
            case Mirror.Web(URI base) ->
                fromWeb(base.resolve(wanted.name()), wanted, part, progress, reasons);
            case Mirror.Folder(Path path) ->
                fromFolder(path.resolve(wanted.name()), wanted, part, progress, reasons);
          };
      if (source.isPresent()) {
        return source;
      }
    }
    return Optional.empty();
  }

  private Optional<String> fromWeb(
      URI uri, Wanted wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException, InterruptedException {
    Download download = new Download(client, policy, uri, part, wanted.limit());
    boolean resumed = Files.exists(part);
    try {
      download.fetch(progress);
      if (resumed && !good(part, wanted)) {
        download.forget(); // the old beginning may be at fault: once more, from the start
        download.fetch(progress);
      }
    } catch (IOException e) {
      reasons.add(uri + ": " + e.getMessage());
      return Optional.empty();
    }
    return verified(uri.toString(), part, wanted, reasons);
  }

  private Optional<String> fromFolder(
      Path file, Wanted wanted, Path part, LongConsumer progress, List<String> reasons)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      reasons.add(file + ": there is no such file");
      return Optional.empty();
    }
    if (Files.size(file) > wanted.limit()) {
      reasons.add(file + ": it is larger than the " + wanted.limit() + " bytes that are expected");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      copy(in, part, wanted.limit(), progress);
    }
    return verified(file.toString(), part, wanted, reasons);
  }

  private Optional<String> fromZip(
      ModelCard card, ModelSource place, ZipMember member, Path part, List<String> reasons)
      throws IOException, InterruptedException {
    Path zip = zips.get(member.zipSha256());
    if (zip == null) {
      Wanted pack = new Wanted(place.fileName(), member.zipSha256(), member.zipBytes());
      Path zipPart = folder.resolve(place.fileName() + ".part");
      LongConsumer progress =
          done -> listener.progress(card.id(), Math.max(0, done), member.zipBytes());
      Optional<String> source = fromMirrors(pack, zipPart, progress, reasons);
      if (source.isEmpty()) {
        source = fromWeb(place.uri(), pack, zipPart, progress, reasons);
      }
      if (source.isEmpty()) {
        return Optional.empty();
      }
      zip = folder.resolve("." + place.fileName());
      Files.move(zipPart, zip, StandardCopyOption.ATOMIC_MOVE);
      zips.put(member.zipSha256(), zip);
    }
    Wanted wanted = new Wanted(card.fileName(), card.sha256(), card.bytes());
    String source = place.uri() + "!" + member.path();
    return unpack(zip, member, part, wanted, reasons)
        ? verified(source, part, wanted, reasons)
        : Optional.empty();
  }

  /** The member, streamed out; some packs put their files into a folder of their own name. */
  private static boolean unpack(
      Path zip, ZipMember member, Path part, Wanted wanted, List<String> reasons)
      throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Optional<? extends ZipEntry> entry =
          file.stream()
              .filter(
                  e ->
                      e.getName().equals(member.path())
                          || e.getName().endsWith("/" + member.path()))
              .min(Comparator.comparingInt(e -> e.getName().length()));
      if (entry.isEmpty()) {
        reasons.add(zip.getFileName() + ": it holds no " + member.path());
        return false;
      }
      try (InputStream in = file.getInputStream(entry.get())) {
        copy(in, part, wanted.limit(), _ -> {});
      }
      return true;
    } catch (ZipException e) {
      reasons.add(zip.getFileName() + ": " + e.getMessage());
      return false;
    }
  }

  /** Copies one byte more than the limit at most, so that too much shows as a wrong size. */
  private static void copy(InputStream in, Path part, long limit, LongConsumer progress)
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
  private static Optional<String> verified(
      String source, Path part, Wanted wanted, List<String> reasons) throws IOException {
    if (good(part, wanted)) {
      return Optional.of(source);
    }
    reasons.add(source + ": " + wrongness(part, wanted));
    Files.deleteIfExists(part);
    return Optional.empty();
  }

  private static boolean good(Path part, Wanted wanted) throws IOException {
    return Sha256.of(part).equals(wanted.sha256());
  }

  private static String wrongness(Path part, Wanted wanted) throws IOException {
    long size = Files.size(part);
    return wanted.bytes() != 0 && size != wanted.bytes()
        ? "it gave " + size + " bytes, not " + wanted.bytes()
        : "it gave a file with the SHA-256 " + Sha256.of(part) + ", not " + wanted.sha256();
  }

  /** Makes room under a name without deleting what is there. */
  private static Optional<Path> moveAside(Path target) throws IOException {
    if (!Files.exists(target)) {
      return Optional.empty();
    }
    for (int i = 1; ; i++) {
      Path aside = target.resolveSibling(target.getFileName() + ".wrong-" + i);
      if (!Files.exists(aside)) {
        Files.move(target, aside);
        return Optional.of(aside);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path zip : zips.values()) {
      Files.deleteIfExists(zip);
    }
  }
}
