package mien.studio;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.studio.frame.JobJournal;
import mien.studio.frame.SlicePlan;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpFault;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;

/**
 * How a studio is put together.
 *
 * @param http where it listens and for whom
 * @param uploads what an upload may cost
 * @param engine which models and how they run; aspects are what the slices want
 * @param slices what it does; each name once
 * @param journal where jobs are noted that a restart resumes
 * @param version of mien, for the status
 */
public record StudioConfig(
    HttpSettings http,
    UploadLimits uploads,
    EngineConfig engine,
    List<SlicePlan> slices,
    JobJournal journal,
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
   * Lets the keys of the slices' staff open the door.
   *
   * @throws MienException OPERATOR {@code studio.unsafe} if data of a slice would be open to
   *     strangers
   */
  public StudioConfig {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(journal, "journal");
    slices = List.copyOf(slices);
    if (slices.stream().map(SlicePlan::name).distinct().count() < slices.size()) {
      throw new IllegalArgumentException("every slice has a name of its own");
    }
    for (SlicePlan slice : slices) {
      slice.check(http);
    }
    List<HttpSettings.StaffKey> staff =
        slices.stream().flatMap(slice -> slice.staff().stream()).toList();
    Optional<ApiKey> common = http.key();
    for (HttpSettings.StaffKey one : staff) {
      if (common.isPresent() && common.get().sameAs(one.key())) {
        throw new MienException(
            HttpFault.UNSAFE,
            "The key that every client shows (--api-key-file) must be none of the staff's, but it is"
                + " that of '"
                + one.id()
                + "': make another.");
      }
    }
    http = http.withStaff(staff);
  }

  /** What all slices want to know about faces. */
  public Set<Aspect> wants() {
    Set<Aspect> all = EnumSet.noneOf(Aspect.class);
    slices.forEach(slice -> all.addAll(slice.wants()));
    return all;
  }

  /** With the usual limits; a restart forgets its jobs. */
  public static StudioConfig of(
      HttpSettings http, EngineConfig engine, List<SlicePlan> slices, String version) {
    return new StudioConfig(
        http, UploadLimits.standard(), engine, slices, JobJournal.none(), version);
  }
}
