package mien.cli.serve;

import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import mien.cli.command.EngineAccess;
import mien.cli.command.EngineOptions;
import mien.cli.command.EngineOptions.Job;
import mien.cli.command.ExitCode;
import mien.cli.command.FirstFetch;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelPlaces;
import mien.cli.command.Surroundings;
import mien.cli.command.Version;
import mien.cli.settings.Settings;
import mien.cli.settings.StudioSettings;
import mien.cli.vault.ConsentOptions;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.image.PhotoLimits;
import mien.studio.Studio;
import mien.studio.StudioConfig;
import mien.studio.StudioSlices;
import mien.studio.compare.ComparePlan;
import mien.studio.compare.FaceProvider;
import mien.studio.compare.OpenAiFaceProvider;
import mien.studio.compare.VisionSettings;
import mien.studio.consent.ConsentConfig;
import mien.studio.frame.JobJournal;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien serve}: the studio, until it is stopped. */
@Command(
    name = "serve",
    sortOptions = false,
    abbreviateSynopsis = true,
    header =
        "Open the studio: compare photos, and keep them with consent, in the browser or over HTTP.",
    description = {
      "",
      "Listens on this machine only and opens the page. Beyond this machine it needs an API key and"
          + " TLS. Photos that are compared are not stored. With --vault, photos of people are kept"
          + " while their release is valid, and the retention schedule runs every day. Ctrl-C waits"
          + " for running requests and stops.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mien serve",
      "  mien serve --port 9000 --no-open",
      "  mien serve --vault ~/vault --organization 'A Club' --contact '12 High St'",
      "  mien serve --host 0.0.0.0 --api-key-file key --tls-cert c.pem --tls-key k.pem",
      "  mien serve --face-provider openai --openai-url http://localhost:11434/v1",
      "",
      "The API is described at /api and in docs/api.md."
    })
public final class ServeCommand implements Callable<Integer> {

  @Mixin HttpOptions httpOptions;

  @Option(
      names = "--open",
      negatable = true,
      description = "Open the page in the browser (default: on a desktop).")
  @Nullable Boolean open;

  @Mixin JudgeOptions judgeOptions;

  @Mixin ConsentOptions deskOptions = new ConsentOptions();

  @Mixin EngineOptions engineOptions;

  private final MienCommand root;

  /** Makes the command. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public ServeCommand(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    StudioSettings settings = root.settings().studio();
    HttpSettings http = httpOptions.settings(settings, around.folder());
    EngineConfig engine = engine(settings);
    Optional<VisionSettings> service =
        judgeOptions.service(settings, around.folder(), around.environment());
    ComparePlan compare =
        new ComparePlan(
            judgeOptions.comparing(root.settings().comparing()),
            service.map(asked -> outside(asked, engine)).orElse(UnaryOperator.identity()));
    Optional<ConsentConfig> consent = deskOptions.config(root);
    StudioConfig config =
        new StudioConfig(
            http,
            UploadLimits.standard(),
            engine,
            StudioSlices.of(compare, consent),
            journal(around),
            Version.text());
    // Without weights the studio opens all the same, and says what is missing.
    Optional<String> lack = FirstFetch.provide(root, engine);
    lack.ifPresent(why -> around.err().println(root.errInk().warning(why)));
    try (Studio studio = Studio.start(config)) {
      studio.report().ifPresent(r -> EngineAccess.announce(root, r, engine.capacity().threads()));
      studio
          .missing()
          .filter(_ -> lack.isEmpty())
          .ifPresent(why -> around.err().println(root.errInk().warning(why)));
      service.ifPresent(asked -> around.err().println(root.errInk().warning(leaving(asked))));
      String url = url(http, studio.port());
      around.out().println("The studio is at " + url + " Press Ctrl-C to stop.");
      consent.ifPresent(desk -> around.out().println(kept(desk, url)));
      // Warnings first: a reader of the address has then read them.
      around.err().flush();
      around.out().flush();
      if (opens(settings.open(), http.address().isLoopbackAddress())) {
        Browser.open(url);
      }
      around.interruption().watch();
      around.interruption().awaitRequest();
      around.err().println("Stopping after the running requests.");
      around.err().flush();
    }
    return ExitCode.OK;
  }

  /** Where jobs are noted that the next start resumes. */
  private static JobJournal journal(Surroundings around) {
    return JobJournal.in(around.baseFolder("XDG_STATE_HOME", ".local/state").resolve("mien/jobs"));
  }

  private static UnaryOperator<FaceProvider> outside(VisionSettings asked, EngineConfig engine) {
    return local -> OpenAiFaceProvider.open(asked, local, engine.capacity().photo());
  }

  private static String leaving(VisionSettings asked) {
    return "The openai provider is on: crops of faces are sent to " + asked.base().getHost() + ".";
  }

  private static String kept(ConsentConfig desk, String url) {
    return "Vault: "
        + desk.vault().folder()
        + ", policy "
        + desk.vault().policy().name()
        + " ("
        + url
        + "policy)";
  }

  private boolean opens(Settings.Show setting, boolean loopback) {
    if (open != null) {
      return open;
    }
    Surroundings around = root.surroundings();
    return switch (setting) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          loopback
              && around
                  .variable("DISPLAY")
                  .or(() -> around.variable("WAYLAND_DISPLAY"))
                  .isPresent();
    };
  }

  private EngineConfig engine(StudioSettings settings) {
    Job job = new Job(Integer.MAX_VALUE, EnumSet.of(Aspect.AGE_GENDER, Aspect.EMBEDDING));
    EngineConfig config = engineOptions.config(root.settings(), ModelPlaces.of(root).search(), job);
    int queue = settings.queue().orElse(StudioConfig.usualQueue(config.capacity().threads()));
    return config.withCapacity(
        own ->
            own.withPhoto(limits(own.photo(), settings))
                .withQueue(queue)
                .withPatience(settings.patience()));
  }

  /** Of strangers' photos fewer pixels are taken than of one's own. */
  private PhotoLimits limits(PhotoLimits own, StudioSettings settings) {
    return engineOptions.limitsPixels()
        ? own
        : new PhotoLimits(
            own.maxBytes(), Math.min(own.maxPixels(), settings.maxPixels()), own.maxSide());
  }

  private static String url(HttpSettings http, int port) {
    String name =
        http.address().isLoopbackAddress() ? "localhost" : http.address().getHostAddress();
    return (http.tls().isPresent() ? "https://" : "http://") + name + ":" + port + "/";
  }
}
