package mien.studio.frame;

/** What came of starting a job. */
public sealed interface JobStart {

  /** The job that runs. */
  JobStatus job();

  /** It was started. */
  record Started(JobStatus job) implements JobStart {}

  /** One of that kind and key was running already. */
  record Running(JobStatus job) implements JobStart {}
}
