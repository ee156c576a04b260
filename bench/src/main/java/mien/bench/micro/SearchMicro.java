package mien.bench.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.search.ExactIndex;
import mien.vault.search.Int8Index;
import mien.vault.search.KernelPreference;
import mien.vault.search.Match;
import mien.vault.search.ReferenceMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Searches of a gallery that fits the caches: the kernels and the choice of the best. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class SearchMicro {

  private static final int TOP = 10;

  /** References in the gallery. */
  @Param({"1000", "10000"})
  public int rows;

  /** Values a reference. */
  @Param({"128", "512"})
  public int dimension;

  private ReferenceMatrix matrix;
  private ExactIndex exact;
  private ExactIndex scalar;
  private Int8Index int8;
  private List<Embedding> probes;

  /** Makes a gallery of random unit vectors. */
  @Setup(Level.Trial)
  public void open() {
    Random random = new Random(1);
    matrix = new ReferenceMatrix(model(), dimension, rows);
    for (int i = 0; i < rows; i++) {
      matrix.append(random(random));
    }
    exact = ExactIndex.over(matrix, KernelPreference.AUTO);
    scalar = ExactIndex.over(matrix, KernelPreference.SCALAR);
    int8 = Int8Index.build(matrix, KernelPreference.AUTO);
    probes = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      probes.add(random(random));
    }
  }

  /** Frees the gallery. */
  @TearDown(Level.Trial)
  public void close() {
    int8.close();
    matrix.close();
  }

  private Embedding random(Random random) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.normalized(model(), values);
  }

  private static ModelId model() {
    return new ModelId("random");
  }

  /** One probe in float32. */
  @Benchmark
  public List<Match> exactOne() {
    return exact.nearest(probes.getFirst(), TOP);
  }

  /** One probe in float32 by the plain twin. */
  @Benchmark
  public List<Match> scalarOne() {
    return scalar.nearest(probes.getFirst(), TOP);
  }

  /** One probe by int8. */
  @Benchmark
  public List<Match> int8One() {
    return int8.nearest(probes.getFirst(), TOP);
  }

  /** 32 probes in float32. */
  @Benchmark
  public List<List<Match>> exactBatch() {
    return exact.nearest(probes, TOP);
  }

  /** 32 probes by int8. */
  @Benchmark
  public List<List<Match>> int8Batch() {
    return int8.nearest(probes, TOP);
  }
}
