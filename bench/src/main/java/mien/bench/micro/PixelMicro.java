package mien.bench.micro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mien.core.geometry.SimilarityTransform;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Letterbox;
import mien.engine.image.Normalization;
import mien.engine.image.Photo;
import mien.engine.image.Resize;
import mien.engine.image.Warp;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What happens to pixels between the decoder and the networks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class PixelMicro {

  private static final int SIDE = 640;

  private final Normalization normalization = Normalization.of(ChannelOrder.RGB, 127.5, 128);
  private final SimilarityTransform toFace = new SimilarityTransform(0.35, 0.08, -90, -60);
  private final FloatBuffer input =
      ByteBuffer.allocateDirect(4 * 3 * SIDE * SIDE).order(ByteOrder.nativeOrder()).asFloatBuffer();
  private Photo photo;
  private Photo face;

  /** Pictures of noise. */
  @Setup
  public void open() {
    photo = noise(1280, 853);
    face = noise(112, 112);
  }

  private static Photo noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(1).nextBytes(rgb);
    return Photo.ofRgb(width, height, rgb);
  }

  /** 1280 x 853 to 640 x 427. */
  @Benchmark
  public Photo resize() {
    return Resize.bilinear(photo, SIDE, 427);
  }

  /** 1280 x 853 into a detector's 640 x 640 input. */
  @Benchmark
  public FloatBuffer letterbox() {
    Letterbox.fit(photo, SIDE, SIDE).write(photo, normalization, input.clear());
    return input;
  }

  /** A face to 112 x 112. */
  @Benchmark
  public Photo warp() {
    return Warp.similarity(photo, toFace, 112, 112);
  }

  /** A face into the recognizer's input. */
  @Benchmark
  public FloatBuffer normalize() {
    normalization.write(face, input.clear());
    return input;
  }
}
