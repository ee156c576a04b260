package mien.studio.http;

import java.time.Duration;

/**
 * What an upload may cost; enforced while its bytes arrive.
 *
 * @param fileBytes of one file
 * @param files of one request
 * @param parts of one request, files included
 * @param headerBytes of one part's header
 * @param textBytes of one part that is no file
 * @param time from the first byte to the last
 * @param memory held by all uploads of the process together, in bytes
 */
public record UploadLimits(
    int fileBytes,
    int files,
    int parts,
    int headerBytes,
    int textBytes,
    Duration time,
    long memory) {

  /** One megabyte as upload limits count it: what file managers show as "10 MB" is let through. */
  public static final int MEGABYTE = 1 << 20;

  /** Two files of 10 MB, 16 parts, 30 seconds, and a quarter of the heap for all together. */
  public static UploadLimits standard() {
    return new UploadLimits(
        10 * MEGABYTE,
        2,
        16,
        4096,
        // Room for 500 characters of any alphabet.
        2048,
        Duration.ofSeconds(30),
        Math.max(64L * MEGABYTE, Runtime.getRuntime().maxMemory() / 4));
  }

  /** Refuses limits that allow nothing. */
  public UploadLimits {
    if (fileBytes < 1 || files < 1 || parts < files || headerBytes < 64 || textBytes < 1) {
      throw new IllegalArgumentException("an upload limit allows nothing");
    }
    if (time.isNegative() || time.isZero() || memory < 2L * fileBytes) {
      throw new IllegalArgumentException("an upload needs time, and memory for one file twice");
    }
  }

  /** The same with this much time. */
  public UploadLimits withTime(Duration time) {
    return new UploadLimits(fileBytes, files, parts, headerBytes, textBytes, time, memory);
  }

  /** The same with this much memory. */
  public UploadLimits withMemory(long memory) {
    return new UploadLimits(fileBytes, files, parts, headerBytes, textBytes, time, memory);
  }
}
