package mien.engine.model;

import java.util.List;

/**
 * How a network is run.
 *
 * <p>The defaults are a measured choice (ONNX Runtime 1.28.0, SCRFD 2.5G at 640 x 640, 2 cores).
 * With two callers at once, one inference thread a session gave 27.1 pictures a second, two without
 * spinning 23.9, two with spinning 19.7: parallelism across photos beats parallelism inside a
 * network. With 100 ms between calls, two spinning threads burned 128 ms of processor time a run
 * and two that sleep 86 ms, for 49 against 51 ms of waiting: so spinning is off. A single shot on
 * an idle machine is what more threads are for: 70 ms with one, 40 with two.
 *
 * @param threads inference threads of one session, at least 1; callers that run in parallel come on
 *     top of it
 * @param providers execution providers, first choice first; the processor is tried last even when
 *     it is not named
 * @param requireProvider refuse to load instead of falling back when the first choice does not run
 * @param spinning let idle inference threads spin while they wait for work
 */
public record SessionPolicy(
    int threads, List<ExecutionProvider> providers, boolean requireProvider, boolean spinning) {

  /** One thread on the processor, no spinning. */
  public static final SessionPolicy DEFAULT = cpu(1);

  /** Copies and checks. */
  public SessionPolicy {
    providers = List.copyOf(providers);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    if (providers.isEmpty() || providers.stream().distinct().count() != providers.size()) {
      throw new IllegalArgumentException(
          "execution providers are named once each and at least one, but were " + providers);
    }
  }

  /** The processor with this many threads, no spinning. */
  public static SessionPolicy cpu(int threads) {
    return new SessionPolicy(threads, List.of(ExecutionProvider.CPU), false, false);
  }
}
