package mien.studio.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import mien.core.MienException;

/**
 * The key of an outside service. It is never shown: not in a log, not in an error, not in {@code
 * toString}; only the request's header carries it.
 */
public final class VisionKey {

  /** No key, for servers that ask for none. */
  public static final VisionKey NONE = new VisionKey("");

  private static final int MOST_BYTES = 4096;

  private final String key;

  private VisionKey(String key) {
    this.key = key;
  }

  /**
   * The key that a file holds; blanks and ends of lines round it do not count.
   *
   * @throws MienException OPERATOR if it cannot be read or holds no key
   */
  public static VisionKey ofFile(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw refused("the key file " + file + " has more than " + MOST_BYTES + " bytes");
      }
      return of(Files.readString(file, StandardCharsets.US_ASCII), "the key file " + file);
    } catch (IOException e) {
      // The reason alone: an exception of a decoder may quote what it read.
      throw refused("the key file " + file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /**
   * The key in an environment variable.
   *
   * @throws MienException OPERATOR if the variable is not there or holds no key
   */
  public static VisionKey ofEnvironment(Map<String, String> environment, String variable) {
    return of(environment.getOrDefault(variable, ""), "the environment variable " + variable);
  }

  private static VisionKey of(String text, String where) {
    String key = text.strip();
    if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw refused(where + " must hold one key of visible ASCII characters, and does not");
    }
    return new VisionKey(key);
  }

  private static MienException refused(String why) {
    return new MienException(
        CompareFault.PROVIDER_KEY, why + "; set one, or leave the openai provider off");
  }

  /** The value of the {@code Authorization} header; empty when there is no key. */
  Optional<String> authorization() {
    return key.isEmpty() ? Optional.empty() : Optional.of("Bearer " + key);
  }

  @Override
  public String toString() {
    return key.isEmpty() ? "VisionKey[none]" : "VisionKey[hidden]";
  }
}
