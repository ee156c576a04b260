package mien.studio.compare;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import mien.core.MienException;
import mien.core.compare.AgeEstimate;
import mien.core.face.Box;
import mien.engine.Begun;
import mien.engine.Deadline;
import mien.engine.PhotoFaces;
import mien.engine.fault.EngineFault;
import mien.engine.image.JpegCrop;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoLimits;

/**
 * Asks an OpenAI-compatible vision service for ages and for a judgment of similarity.
 *
 * <p>Faces are found on this machine first; only a crop round the one face is sent, made from
 * pixels: no whole photo, no file name, no metadata. What comes back is a judgment: its likeness is
 * synthetic, on a scale of its own, without a false match rate. Every answer says that a part of a
 * photo left the machine, whenever that may have happened, even in vain; an address on loopback
 * counts too, as it is not known where a server there passes it on to.
 *
 * <p>When the service fails, the engine of this machine answers with a warning, or, where that is
 * switched off, there is an {@link ExternalFault}; each failure is a line in the log. The questions
 * of one request share one deadline, and after a fault the rest of them is not asked. It owns the
 * local provider it was opened with.
 */
public final class OpenAiFaceProvider implements FaceProvider {

  private static final System.Logger LOG = System.getLogger(OpenAiFaceProvider.class.getName());

  /** Its name in settings and answers. */
  public static final String NAME = "openai";

  /** Longer side of a crop that is sent, in pixels: what such services look at in one tile. */
  static final int CROP_SIDE = 512;

  /** Share of the face's box that is added on each side: hair and chin help with ages. */
  static final double MARGIN = 0.3;

  private static final int FAULTS_IN_A_ROW = 5;
  private static final Duration REST = Duration.ofSeconds(30);

  private final VisionSettings settings;
  private final FaceProvider local;
  private final PhotoDecoder decoder;
  private final VisionClient client;
  private final Circuit circuit;
  private final AtomicReference<Optional<String>> lastFault =
      new AtomicReference<>(Optional.empty());

  OpenAiFaceProvider(
      VisionSettings settings,
      FaceProvider local,
      PhotoLimits limits,
      VisionClient.Pause pause,
      Circuit circuit) {
    this.settings = settings;
    this.local = local;
    this.decoder = new PhotoDecoder(limits);
    this.client = new VisionClient(settings, pause, Clock.systemUTC());
    this.circuit = circuit;
  }

  /**
   * Opens no connection yet.
   *
   * @param settings whom to ask, and how patiently
   * @param local finds the faces and answers when the service does not; closed with this
   * @param limits of a photo, as the local provider has them
   */
  public static OpenAiFaceProvider open(
      VisionSettings settings, FaceProvider local, PhotoLimits limits) {
    return new OpenAiFaceProvider(
        settings,
        local,
        limits,
        Thread::sleep,
        new Circuit(FAULTS_IN_A_ROW, REST, System::nanoTime));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Whether faces can be found: the service itself is not asked. */
  @Override
  public boolean loaded() {
    return local.loaded();
  }

  /** As the last answers were: no one is asked for this. */
  @Override
  public Standing standing() {
    if (!local.loaded()) {
      return local.standing();
    }
    Optional<String> fault = lastFault.get();
    if (fault.isEmpty()) {
      return Standing.well(NAME);
    }
    String failed = "the vision service failed: " + fault.get();
    if (!circuit.resting()) {
      return new Standing(Optional.of(NAME), Optional.of(failed));
    }
    return new Standing(
        settings.fallback() ? Optional.of(local.name()) : Optional.empty(),
        Optional.of(failed + "; it is asked once in " + REST.toSeconds() + " s until it answers"));
  }

  @Override
  public PhotoFaces find(byte[] photo) {
    return local.find(photo);
  }

  @Override
  public Begun<PhotoFaces> begin(byte[] photo) {
    return local.begin(photo);
  }

  @Override
  public FaceProvider forRequest() {
    return new OneRequest();
  }

  @Override
  public Opinion<AgeEstimate> age(SeenFace face) {
    return forRequest().age(face);
  }

  @Override
  public Opinion<Likeness> compare(SeenFace first, SeenFace second) {
    return forRequest().compare(first, second);
  }

  /** Cancels what runs, then closes the local provider. */
  @Override
  public void close() {
    try {
      client.close();
    } finally {
      local.close();
    }
  }

  /** The questions of one request. For one thread. */
  private final class OneRequest implements FaceProvider {

    private Optional<Deadline> deadline = Optional.empty();
    private Optional<VisionFault> failed = Optional.empty();

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public boolean loaded() {
      return OpenAiFaceProvider.this.loaded();
    }

    @Override
    public Standing standing() {
      return OpenAiFaceProvider.this.standing();
    }

    @Override
    public PhotoFaces find(byte[] photo) {
      return local.find(photo);
    }

    @Override
    public Begun<PhotoFaces> begin(byte[] photo) {
      return local.begin(photo);
    }

    @Override
    public Opinion<AgeEstimate> age(SeenFace face) {
      return ask(
          VisionQuestion.AGE,
          List.of(face),
          years -> new AgeEstimate(years, AgeUncertainty.years(years)),
          () -> local.age(face));
    }

    @Override
    public Opinion<Likeness> compare(SeenFace first, SeenFace second) {
      return ask(
          VisionQuestion.SIMILARITY,
          List.of(first, second),
          judged -> Likeness.judged(judged, settings.threshold()),
          () -> local.compare(first, second));
    }

    @Override
    public void close() {
      // What it uses belongs to the provider.
    }

    private <T> Opinion<T> ask(
        VisionQuestion question,
        List<SeenFace> faces,
        DoubleFunction<T> meaning,
        Supplier<Opinion<T>> fallback) {
      if (failed.isPresent()) {
        return withoutIt(failed.get(), fallback);
      }
      if (!circuit.lets()) {
        return withoutIt(
            VisionFault.never("it failed several times and is left alone for a while", false),
            fallback);
      }
      try {
        List<byte[]> crops = faces.stream().map(OpenAiFaceProvider.this::crop).toList();
        Deadline shared = deadline.orElseGet(() -> Deadline.in(settings.deadline()));
        deadline = Optional.of(shared);
        double number = client.ask(question, crops, shared);
        answered();
        return new Opinion<>(
            meaning.apply(number), NAME, true, Optional.of(sentTo()), Optional.empty());
      } catch (VisionFault fault) {
        noted(fault);
        return withoutIt(fault, fallback);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MienException(EngineFault.BUSY_INTERRUPTED, "the request was canceled", e);
      }
    }

    private void noted(VisionFault fault) {
      LOG.log(System.Logger.Level.WARNING, "the vision service failed: {0}", fault.reason());
      if (fault.kind() == VisionFault.Kind.DECLINED) {
        answered();
      } else {
        failed = Optional.of(fault);
        lastFault.set(Optional.of(fault.reason()));
        circuit.failed();
      }
    }
  }

  private void answered() {
    lastFault.set(Optional.empty());
    circuit.succeeded();
  }

  private <T> Opinion<T> withoutIt(VisionFault fault, Supplier<Opinion<T>> fallback) {
    String perhaps = fault.sent() ? " A part of the photo may have been sent all the same." : "";
    if (!settings.fallback()) {
      throw ExternalFault.of("The vision service failed: " + fault.reason() + "." + perhaps, fault);
    }
    Opinion<T> ours = fallback.get();
    String warning =
        "The external AI provider failed ("
            + fault.reason()
            + "); this machine answered instead."
            + perhaps;
    return new Opinion<>(
        ours.value(),
        ours.provider(),
        fault.sent() || ours.photoLeftMachine(),
        ours.sentTo(),
        Optional.of(warning));
  }

  private String sentTo() {
    return "A part of each photo was sent to "
        + settings.base().getHost()
        + "; its answer is a judgment, not a measurement.";
  }

  /** Decodes no larger than the crop needs. */
  private byte[] crop(SeenFace seen) {
    Box box = seen.face().detection().box();
    double dx = MARGIN * box.width();
    double dy = MARGIN * box.height();
    Box wide = new Box(box.x1() - dx, box.y1() - dy, box.x2() + dx, box.y2() + dy);
    double longest = Math.max(1, Math.max(wide.width(), wide.height()));
    double scale = Math.min(1, CROP_SIDE / longest);
    int side = (int) Math.ceil(scale * Math.max(seen.width(), seen.height()));
    Photo photo = decoder.decode(seen.photo(), Math.max(1, side));
    return JpegCrop.of(photo, wide, CROP_SIDE);
  }
}
