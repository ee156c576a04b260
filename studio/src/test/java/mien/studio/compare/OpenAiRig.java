package mien.studio.compare;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import mien.engine.image.PhotoLimits;

/** A provider on a loopback service, with pauses that are only noted and a clock of its own. */
final class OpenAiRig implements AutoCloseable {

  static final String KEY = "sk-test-0123456789";

  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final AtomicLong nanoTime = new AtomicLong(7);
  final LocalStandIn local = new LocalStandIn();
  final OpenAiFaceProvider provider;

  OpenAiRig(VisionSettings settings) {
    provider =
        new OpenAiFaceProvider(
            settings,
            local,
            PhotoLimits.DEFAULT,
            pauses::add,
            new Circuit(5, Duration.ofSeconds(30), nanoTime::get));
  }

  /** Long times: no test that is to succeed may be cut off on a slow machine. */
  static VisionSettings patient(URI base) {
    return new VisionSettings(
        base,
        VisionSettings.DEFAULT_MODEL,
        key(),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        3,
        true,
        0.5);
  }

  /** One try of a quarter of a second, for services that never end. */
  static VisionSettings hasty(URI base) {
    return new VisionSettings(
        base,
        VisionSettings.DEFAULT_MODEL,
        key(),
        Duration.ofSeconds(30),
        Duration.ofMillis(250),
        Duration.ofMinutes(5),
        1,
        true,
        0.5);
  }

  private static VisionKey key() {
    try {
      Path file = Files.createTempFile("mien-test", ".key");
      try {
        Files.writeString(file, KEY + "\n");
        return VisionKey.ofFile(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
