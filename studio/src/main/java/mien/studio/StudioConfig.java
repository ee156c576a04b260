package mien.studio;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mien.core.MienException;
import mien.engine.EngineConfig;
import mien.studio.compare.CompareSettings;
import mien.studio.compare.FaceProvider;
import mien.studio.consent.ConsentConfig;
import mien.studio.consent.Staff;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpFault;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;

/**
 * How a studio is put together.
 *
 * @param http where it listens and for whom
 * @param uploads what an upload may cost
 * @param engine which models and how they run; aspects are set by the studio
 * @param compare from which score two faces are one person, and which faces count
 * @param provider makes the provider in use from the local one, which it then owns; identity keeps
 *     the local one
 * @param consent the vault and who may use it; none: the desk says how to switch it on
 * @param version of mien, for the status
 */
public record StudioConfig(
    HttpSettings http,
    UploadLimits uploads,
    EngineConfig engine,
    CompareSettings compare,
    UnaryOperator<FaceProvider> provider,
    Optional<ConsentConfig> consent,
    String version) {

  /** How long a photo may wait and be worked on: later its answer is of no use. */
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

  private static final int LEAST_QUEUE = 64;
  private static final int QUEUE_A_THREAD = 32;

  /** How many photos may wait: a thread works one off in a fraction of a second. */
  public static int usualQueue(int threads) {
    return Math.max(LEAST_QUEUE, QUEUE_A_THREAD * threads);
  }

  /**
   * Lets the staff's keys open the door.
   *
   * @throws MienException OPERATOR {@code studio.unsafe} if a vault would be open to strangers
   */
  public StudioConfig {
    Objects.requireNonNull(http, "http");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(compare, "compare");
    Objects.requireNonNull(provider, "provider");
    List<Staff> staff = consent.map(ConsentConfig::staff).orElse(List.of());
    if (consent.isPresent() && staff.isEmpty() && !http.address().isLoopbackAddress()) {
      throw new MienException(
          HttpFault.UNSAFE,
          "Beyond this machine a vault answers only to staff with keys of their own, but none is"
              + " configured: add [[vault.staff]] with id, role and key-file to the settings.");
    }
    Optional<ApiKey> common = http.key();
    for (Staff one : staff) {
      if (common.isPresent() && common.get().sameAs(one.key())) {
        throw new MienException(
            HttpFault.UNSAFE,
            "The key that every client shows (--api-key-file) must be none of the staff's, but it is"
                + " that of '"
                + one.actor().keyId()
                + "': make another.");
      }
    }
    http = http.withStaff(staff.stream().map(Staff::atTheDoor).toList());
  }

  /** The same with a vault. */
  public StudioConfig with(ConsentConfig desk) {
    return new StudioConfig(http, uploads, engine, compare, provider, Optional.of(desk), version);
  }

  /** The local provider, the contract's threshold, and the usual limits. */
  public static StudioConfig of(HttpSettings http, EngineConfig engine, String version) {
    return new StudioConfig(
        http,
        UploadLimits.standard(),
        engine,
        CompareSettings.STANDARD,
        UnaryOperator.identity(),
        Optional.empty(),
        version);
  }
}
