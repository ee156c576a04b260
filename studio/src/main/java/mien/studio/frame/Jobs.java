package mien.studio.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mien.core.MienException;
import mien.core.MienException.Blame;

/**
 * Work that outlives its request. A job has a kind and a key, such as a folder; of one kind and key
 * one job runs at a time. It tells its progress, can be cancelled, and is started again after a
 * restart of the server if its kind says so and it had not ended.
 *
 * <p>Each job has a daemon thread of its own while it runs, {@link #MOST} at once; a platform
 * thread, because SQLite holds its carrier. A cancelled job is not interrupted, which would close a
 * database's connection: it looks at {@link JobWork.Run#cancelled}. The last {@link #KEPT} jobs can
 * be looked up. For any number of threads.
 */
public final class Jobs implements AutoCloseable {

  /** Jobs that may run at once. */
  public static final int MOST = 16;

  /** Jobs that can be looked up, those that ended included. */
  public static final int KEPT = 200;

  private static final System.Logger LOG = System.getLogger(Jobs.class.getName());

  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final JobJournal journal;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Kind> kinds = new HashMap<>();
  private final LinkedHashMap<String, Job> jobs = new LinkedHashMap<>();
  private long started;
  private boolean closing;

  /**
   * No jobs so far.
   *
   * @param journal of jobs that had not ended when the server stopped
   */
  public Jobs(JobJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** Is told how a job goes on. */
  public interface Follower {
    /** There is news. */
    void status(JobStatus status);

    /** There was none for a while. */
    void quiet();
  }

  /**
   * A kind of job. Those that a restart cut off are started again at once, where it is resumed.
   *
   * @param name one lower-case word, of one kind
   * @param resumed whether its jobs are started again after a restart
   */
  public Kind kind(String name, boolean resumed, JobWork work) {
    if (!name.matches("[a-z][a-z-]*")) {
      throw new IllegalArgumentException("a kind of job is a lower-case word, but was " + name);
    }
    Kind kind = new Kind(name, resumed, work);
    lock.lock();
    try {
      if (kinds.putIfAbsent(name, kind) != null) {
        throw new IllegalArgumentException("the kind of job '" + name + "' is there already");
      }
    } finally {
      lock.unlock();
    }
    if (resumed) {
      journal.keys(name).forEach(kind::start);
    }
    return kind;
  }

  /** A kind of job. */
  public final class Kind {

    private final String name;
    private final boolean resumed;
    private final JobWork work;

    private Kind(String name, boolean resumed, JobWork work) {
      this.name = name;
      this.resumed = resumed;
      this.work = work;
    }

    /**
     * Starts a job, unless one with that key runs.
     *
     * @throws MienException BUSY {@code busy.jobs} if too many run, or the server is stopping
     */
    public JobStart start(String key) {
      lock.lock();
      try {
        for (Job job : jobs.values()) {
          if (job.kind == this && job.key.equals(key) && job.runs()) {
            return new JobStart.Running(job.status());
          }
        }
        long running = jobs.values().stream().filter(Job::runs).count();
        if (closing || running >= MOST) {
          throw new MienException(
              FrameFault.BUSY_JOBS,
              closing
                  ? "the server is stopping; try again when it is back"
                  : MOST + " jobs run at once, and so many do; try again later");
        }
        Job job = new Job(this, key, id(name), now());
        // A job that could not be noted or begun must not stand among those that run.
        if (resumed) {
          journal.begun(name, key);
        }
        job.thread.start();
        forgetOldest();
        jobs.put(job.id, job);
        return new JobStart.Started(job.status());
      } finally {
        lock.unlock();
      }
    }

    /** A job of this kind. */
    public Optional<JobStatus> status(String id) {
      lock.lock();
      try {
        return job(id).map(Job::status);
      } finally {
        lock.unlock();
      }
    }

    /** Tells a job to stop; its state says when it has. */
    public Optional<JobStatus> cancel(String id) {
      lock.lock();
      try {
        Optional<Job> job = job(id);
        job.ifPresent(Job::stop);
        return job.map(Job::status);
      } finally {
        lock.unlock();
      }
    }

    /**
     * Tells how a job goes on, from now until it has ended; some steps may be left out. Blocks; an
     * interrupt ends it.
     *
     * @param quiet after so long without news the follower is told that there is none
     */
    public void follow(String id, Duration quiet, Follower follower) {
      long seen = -1;
      while (true) {
        JobStatus status;
        boolean news;
        lock.lock();
        try {
          Job job = job(id).orElse(null);
          if (job == null) {
            return;
          }
          long nanos = quiet.toNanos();
          while (job.version == seen && nanos > 0 && !closing) {
            nanos = changed.awaitNanos(nanos);
          }
          news = job.version != seen;
          seen = job.version;
          status = job.status();
          if (!news && closing) {
            return;
          }
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return;
        } finally {
          lock.unlock();
        }
        if (!news) {
          follower.quiet();
        } else {
          follower.status(status);
          if (status.state() != JobStatus.State.RUNNING) {
            return;
          }
        }
      }
    }

    /** Stops every job of this kind, and waits for them as long as a stop may take. */
    public void stop() {
      List<Job> mine;
      lock.lock();
      try {
        mine = jobs.values().stream().filter(job -> job.kind == this && job.runs()).toList();
        mine.forEach(Job::cut);
      } finally {
        lock.unlock();
      }
      await(mine);
    }

    private Optional<Job> job(String id) {
      return Optional.ofNullable(jobs.get(id)).filter(job -> job.kind == this);
    }
  }

  private String id(String name) {
    started++;
    return name + "-" + Long.toString(clock.instant().getEpochSecond(), 36) + "-" + started;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void forgetOldest() {
    if (jobs.size() >= KEPT) {
      jobs.values().stream()
          .filter(job -> !job.runs())
          .findFirst()
          .ifPresent(job -> jobs.remove(job.id));
    }
  }

  private static void await(List<Job> ending) {
    long until = System.nanoTime() + LONGEST_STOP.toNanos();
    for (Job job : ending) {
      try {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
        if (!job.thread.join(Duration.ofMillis(left))) {
          LOG.log(System.Logger.Level.WARNING, "the job {0} was cut off: it took too long", job.id);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Stops all jobs; those that are resumed go on after the next start. */
  @Override
  public void close() {
    List<Job> all;
    lock.lock();
    try {
      closing = true;
      all = new ArrayList<>(jobs.values().stream().filter(Job::runs).toList());
      all.forEach(Job::cut);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    await(all);
  }

  /** One job; its fields are read and written under the lock. */
  private final class Job implements JobWork.Run {

    private final Kind kind;
    private final String key;
    private final String id;
    private final Instant startedAt;
    private final Thread thread;
    private long version;
    private boolean stopped;
    private boolean cut;
    private JobStatus.State state = JobStatus.State.RUNNING;
    private long done;
    private OptionalLong total = OptionalLong.empty();
    private String note = "";
    private Optional<Instant> endedAt = Optional.empty();

    Job(Kind kind, String key, String id, Instant startedAt) {
      this.kind = kind;
      this.key = key;
      this.id = id;
      this.startedAt = startedAt;
      this.thread = Thread.ofPlatform().daemon().name("mien-job-" + kind.name).unstarted(this::run);
    }

    private boolean runs() {
      return state == JobStatus.State.RUNNING;
    }

    private void run() {
      JobStatus.State end = JobStatus.State.FAILED;
      String why = "The server's log says why.";
      try {
        kind.work.run(key, this);
        end = cancelled() ? JobStatus.State.CANCELLED : JobStatus.State.DONE;
        why = "";
      } catch (MienException e) {
        // An operator's fault may name folders of the server.
        boolean shown = e.blame() == Blame.USER || e.blame() == Blame.BUSY;
        why = shown ? String.valueOf(e.getMessage()) : why;
        LOG.log(System.Logger.Level.WARNING, "the job {0} failed: {1}", id, e.getMessage());
      } catch (RuntimeException | OutOfMemoryError e) {
        LOG.log(System.Logger.Level.ERROR, "the job " + id + " failed unforeseen", e);
      } finally {
        ended(end, why);
      }
    }

    private void ended(JobStatus.State end, String why) {
      lock.lock();
      try {
        state = end;
        note = why.isEmpty() ? note : why;
        endedAt = Optional.of(now());
        version++;
        if (kind.resumed && !(cut && end == JobStatus.State.CANCELLED)) {
          journal.ended(kind.name, key);
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private void stop() {
      stopped = true;
      changed.signalAll();
    }

    /** By the server and not by a person: it goes on after the next start. */
    private void cut() {
      cut = !stopped;
      stop();
    }

    private JobStatus status() {
      return new JobStatus(id, kind.name, state, done, total, note, startedAt, endedAt);
    }

    @Override
    public boolean cancelled() {
      lock.lock();
      try {
        return stopped;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void progress(long steps, OptionalLong all, String now) {
      lock.lock();
      try {
        done = steps;
        total = all;
        note = now;
        version++;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void pause(Duration time) {
      lock.lock();
      try {
        long nanos = time.toNanos();
        while (!stopped && nanos > 0) {
          nanos = changed.awaitNanos(nanos);
        }
      } catch (InterruptedException _) {
        stopped = true;
      } finally {
        lock.unlock();
      }
    }
  }
}
