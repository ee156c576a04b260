package mien.studio.consent;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mien.core.MienException;
import mien.studio.frame.Jobs;
import mien.studio.http.Call;
import mien.studio.http.HttpFault;
import mien.studio.http.Metrics;
import mien.vault.Vault;
import mien.vault.config.Actor;
import mien.vault.config.Role;
import mien.vault.policy.Disclosed;
import mien.vault.record.ClassificationProvider;
import mien.vault.record.RecoveryReport;

/**
 * The vault with the people who may use it, and what runs by the clock.
 *
 * <p>It owns the vault and the program that makes classifications, and runs one job, from {@link
 * #open} to {@link #close}. For any number of threads.
 */
public final class ConsentDesk implements AutoCloseable {

  /** The user of this machine, where no staff is configured. */
  static final Actor LOCAL = new Actor(Role.ADMIN, "local");

  private static final System.Logger LOG = System.getLogger(ConsentDesk.class.getName());

  private final Vault vault;
  private final Map<String, Actor> staff = new HashMap<>();
  private final ConsentConfig config;
  private final Optional<FaceReader> faces;
  private final Optional<ClassificationProvider> guesses;
  private final Optional<CommandClassification> program;
  private final LogWatch watch;
  private final Chores chores;
  private final DailyRound round;

  private ConsentDesk(
      Vault vault,
      ConsentConfig config,
      Optional<FaceReader> faces,
      Optional<ClassificationProvider> guesses,
      Optional<CommandClassification> program,
      Jobs jobs) {
    this.vault = vault;
    this.config = config;
    this.faces = faces;
    this.guesses = guesses;
    this.program = program;
    config.staff().forEach(one -> staff.put(one.actor().keyId(), one.actor()));
    this.watch = new LogWatch(vault, clock());
    this.chores = new Chores(vault, watch, clock());
    this.round = new DailyRound(clock(), chores, jobs);
  }

  /**
   * Opens the vault, or makes it, and begins the daily round.
   *
   * @param faces that sees faces; none: nothing is compared
   * @param engine that makes classifications where the settings name it; none: no models are there
   * @param jobs that the daily round is one of; stays its owner's
   * @throws MienException as {@link Vault#open} does; OPERATOR {@code vault.classification} if the
   *     program that makes classifications is not there
   */
  public static ConsentDesk open(
      ConsentConfig config,
      Optional<FaceReader> faces,
      Optional<ClassificationProvider> engine,
      Jobs jobs) {
    Optional<CommandClassification> program = program(config);
    Optional<ClassificationProvider> guesses =
        switch (config.guesser()) {
          case Guesser.None _ -> Optional.empty();
          case Guesser.Engine _ -> engine;
          case Guesser.Program _ -> program.map(one -> one);
        };
    if (guesses.isEmpty() && config.guesser() instanceof Guesser.Engine) {
      LOG.log(
          System.Logger.Level.WARNING,
          "no classifications are made: provider = onnx in [vault.classification] needs models");
    }
    Vault vault = Vault.open(config.vault());
    say(vault.recovered());
    ConsentDesk desk = new ConsentDesk(vault, config, faces, guesses, program, jobs);
    desk.round.begin();
    return desk;
  }

  private static void say(RecoveryReport report) {
    if (!report.clean()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a writer was cut off earlier; opening the vault put it in order: {0} files and {1} keys"
              + " removed, {2} erasures finished, {3} pending, {4} files missing",
          report.orphanFiles(),
          report.orphanKeys(),
          report.erasuresFinished(),
          report.erasuresPending(),
          report.missingFiles());
    }
  }

  private static Optional<CommandClassification> program(ConsentConfig config) {
    if (!(config.guesser() instanceof Guesser.Program program)) {
      return Optional.empty();
    }
    return Optional.of(
        new CommandClassification(
            program, () -> Long.toHexString(config.vault().random().nextLong())));
  }

  /** Who asks: by their key, or the user of this machine where no staff is configured. */
  Clerk clerk(Call call) {
    if (staff.isEmpty()) {
      return new Clerk(vault, LOCAL);
    }
    Actor actor = call.keyId().map(staff::get).orElse(null);
    if (actor == null) {
      throw new MienException(
          HttpFault.ACCESS_KEY,
          "The consent desk needs a key of the staff in the header X-API-Key.");
    }
    return new Clerk(vault, actor);
  }

  /** The vault, for what is public. */
  Vault vault() {
    return vault;
  }

  ConsentConfig config() {
    return config;
  }

  InstantSource clock() {
    return config.vault().clock();
  }

  /** Sees faces, where the policy lets embeddings be kept. */
  Optional<FaceReader> faces() {
    return vault.policy().keeps().contains(Disclosed.EMBEDDINGS) ? faces : Optional.empty();
  }

  /** Makes guesses, where the policy discloses them and the settings name who. */
  Optional<ClassificationProvider> guesses() {
    boolean disclosed = vault.policy().keeps().contains(Disclosed.CLASSIFICATIONS);
    return disclosed ? guesses : Optional.empty();
  }

  /** The state of the log. */
  LogWatch watch() {
    return watch;
  }

  /** What came of the daily rounds. */
  Chores chores() {
    return chores;
  }

  DailyRound round() {
    return round;
  }

  /** Lets those who watch the server see that the log is broken, or was not checked for long. */
  public void count(Metrics metrics) {
    metrics.gauge(
        "mien_audit_log_broken",
        () -> watch.latest().map(LogWatch.Checked::sound).orElse(true) ? 0 : 1);
    metrics.gauge(
        "mien_audit_log_checked_at_seconds",
        () -> watch.latest().map(one -> one.at().getEpochSecond()).orElse(0L));
  }

  @Override
  public void close() {
    // First: a request that waits for the program would otherwise find the vault closed.
    program.ifPresent(CommandClassification::close);
    round.close();
    vault.close();
  }
}
