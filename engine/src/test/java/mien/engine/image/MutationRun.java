package mien.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import mien.core.MienException;

/**
 * A process of its own that decodes damaged copies of good files: {@code MutationRun COUNT SEED
 * LAST [FOLDER]}. Before each decode the damaged file is written to LAST, so that a crash of the
 * process leaves its cause behind. Ends with status 0 and a line of counts, or 1 at the first
 * fault.
 */
public final class MutationRun {

  private static final PhotoLimits LIMITS = new PhotoLimits(2_000_000, 12_000_000, 65_500);
  private static final long MAX_CPU_NANOS = 5_000_000_000L;
  private static final int[] LONG_SIDES = {1, 64, 640, Integer.MAX_VALUE};
  private static final int[] TELLING = {0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, -1};

  /** By format, so that each is damaged as often as any other. */
  private final List<List<byte[]>> seeds;

  private final List<PhotoDecoder> decoders = new ArrayList<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<PhotoFormat, Integer> formats = new EnumMap<>(PhotoFormat.class);
  private long slowest;

  private MutationRun(List<byte[]> files) {
    Map<PhotoFormat, List<byte[]>> groups = new EnumMap<>(PhotoFormat.class);
    for (byte[] file : files) {
      PhotoFormat.of(file)
          .ifPresent(f -> groups.computeIfAbsent(f, _ -> new ArrayList<>()).add(file));
    }
    seeds = List.copyOf(groups.values());
    decoders.add(new PhotoDecoder(LIMITS));
    decoders.add(new PhotoDecoder(LIMITS, Codecs.plain()));
    try {
      NativeLibrary library = BundledLibrary.load();
      decoders.add(
          new PhotoDecoder(
              LIMITS,
              Codecs.with(
                  List.of(new BundledJpeg(library)),
                  List.of(new BundledWebp(library)),
                  "left out here")));
    } catch (CodecRefusal _) {
      // None for this machine.
    }
  }

  public static void main(String[] args) throws IOException {
    List<byte[]> seeds = new ArrayList<>(SyntheticPhotos.all().values());
    if (args.length > 3) {
      try (Stream<Path> files = Files.list(Path.of(args[3])).sorted()) {
        for (Path file : files.toList()) {
          if (Files.size(file) < 200_000) {
            seeds.add(Files.readAllBytes(file));
          }
        }
      }
    }
    MutationRun run = new MutationRun(seeds);
    int status = run.run(Integer.parseInt(args[0]), Long.parseLong(args[1]), Path.of(args[2]));
    System.exit(status);
  }

  private int run(int count, long seed, Path last) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      byte[] mutated = mutate(random);
      Files.write(last, mutated);
      PhotoDecoder decoder = decoders.get(random.nextInt(decoders.size()));
      int longSide = LONG_SIDES[random.nextInt(LONG_SIDES.length)];
      PhotoFormat.of(mutated).ifPresent(f -> formats.merge(f, 1, Integer::sum));
      long start = cpuNanos();
      try {
        decode(decoder, mutated, longSide);
      } catch (Throwable fault) {
        System.out.println("FAULT in mutation " + i + " of seed " + seed + ", kept in " + last);
        fault.printStackTrace(System.out);
        return 1;
      }
      long nanos = cpuNanos() - start;
      slowest = Math.max(slowest, nanos);
      if (nanos > MAX_CPU_NANOS) {
        System.out.println("FAULT: mutation " + i + " took " + nanos / 1_000_000 + " ms of CPU");
        return 1;
      }
    }
    System.out.printf(
        "OK %d mutations of %d formats: %s, by format %s, slowest %d ms, peak %s%n",
        count, seeds.size(), outcomes, formats, slowest / 1_000_000, peak());
    return 0;
  }

  private void decode(PhotoDecoder decoder, byte[] bytes, int longSide) {
    String outcome = "picture";
    try {
      PhotoHeader header = decoder.header(bytes);
      Photo photo = decoder.decode(bytes, longSide);
      if (photo.displayedWidth() != header.width() || photo.displayedHeight() != header.height()) {
        throw new AssertionError("header and photo disagree about the size");
      }
      if (photo.width() > header.width() || photo.height() > header.height()) {
        throw new AssertionError("held larger than displayed");
      }
    } catch (MienException e) {
      if (e.blame() != MienException.Blame.USER || !e.code().startsWith("photo.")) {
        throw e;
      }
      if (e.getCause() instanceof OutOfMemoryError memory) {
        throw memory;
      }
      outcome = e.code();
    }
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private byte[] mutate(Random random) {
    byte[] bytes = seed(random).clone();
    for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
      bytes = damage(bytes, random);
    }
    return bytes;
  }

  private byte[] seed(Random random) {
    List<byte[]> group = seeds.get(random.nextInt(seeds.size()));
    return group.get(random.nextInt(group.size()));
  }

  private byte[] damage(byte[] bytes, Random random) {
    // Half of all damage falls on the first part, where the fields are.
    int reach = random.nextBoolean() ? Math.min(bytes.length, 400) : bytes.length;
    int at = random.nextInt(reach);
    switch (random.nextInt(8)) {
      case 0 -> {
        for (int k = random.nextInt(16); k >= 0; k--) {
          bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> field(bytes, at, 2, random);
      case 3 -> field(bytes, at, 4, random);
      case 4 -> {
        return java.util.Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        return splice(bytes, at, seed(random), random);
      }
      case 6 -> {
        return splice(bytes, at, bytes, random);
      }
      default -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
        java.util.Arrays.fill(bytes, at, end, (byte) random.nextInt());
      }
    }
    return bytes;
  }

  /** Puts a number that breaks careless arithmetic into a field. */
  private static void field(byte[] bytes, int at, int size, Random random) {
    int value = random.nextInt(3) == 0 ? random.nextInt() : TELLING[random.nextInt(TELLING.length)];
    boolean bigEndian = random.nextBoolean();
    for (int k = 0; k < size && at + k < bytes.length; k++) {
      bytes[at + k] = (byte) (value >> 8 * (bigEndian ? size - 1 - k : k));
    }
  }

  /** Replaces a piece by a piece of another file, of another length. */
  private static byte[] splice(byte[] bytes, int at, byte[] other, Random random) {
    int from = random.nextInt(other.length);
    int take = random.nextInt(Math.min(other.length - from, 2000) + 1);
    int skip = random.nextInt(Math.min(bytes.length - at, 2000) + 1);
    byte[] out = new byte[bytes.length - skip + take];
    System.arraycopy(bytes, 0, out, 0, at);
    System.arraycopy(other, from, out, at, take);
    System.arraycopy(bytes, at + skip, out, at + take, bytes.length - at - skip);
    return out;
  }

  /** Of the whole process: says the same on a busy machine. */
  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(l -> l.startsWith("VmHWM"))
        .map(l -> l.replaceAll("\\D+", "") + " kB")
        .findFirst()
        .orElse("unknown");
  }
}
