package mien.core.face;

/**
 * The name of one set of weights, as in the model catalog: {@code edgeface_xs_512}.
 *
 * @param value lower-case letters, digits, {@code . _ -}; 1 to 100 characters
 */
public record ModelId(String value) implements Comparable<ModelId> {

  /** Refuses what could not be a file name on every system. */
  public ModelId {
    if (!valid(value)) {
      throw new IllegalArgumentException(
          "a model id has 1 to 100 of a-z 0-9 . _ - and starts with a letter or digit, but was '"
              + value
              + "'");
    }
  }

  private static boolean valid(String value) {
    if (value.isEmpty() || value.length() > 100) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!alphanumeric && (i == 0 || (c != '.' && c != '_' && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(ModelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
