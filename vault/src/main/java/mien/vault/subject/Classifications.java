package mien.vault.subject;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program guessed from a photograph, only under a policy that discloses it. It lives in the
 * manifest and nowhere else, and goes with an erasure.
 *
 * @param provider which program: {@code onnx} or {@code command}
 * @param values such as {@code age_years} and {@code 34}
 * @param provenance which models or program made them: names and SHA-256
 */
public record Classifications(
    String provider, SortedMap<String, String> values, SortedMap<String, String> provenance) {

  /** Copies; refuses more than 50 entries, keys over 60 and values over 200 characters. */
  public Classifications {
    values = checked(values);
    provenance = checked(provenance);
    if (!provider.matches("[a-z][a-z0-9-]{0,39}") || values.isEmpty()) {
      throw new IllegalArgumentException(
          "classifications name a provider of 1 to 40 of a-z 0-9 - and hold a value at least");
    }
  }

  private static SortedMap<String, String> checked(SortedMap<String, String> map) {
    if (map.size() > 50
        || map.keySet().stream().anyMatch(key -> !key.matches("[a-z][a-z0-9_.]{0,59}"))
        || map.values().stream().anyMatch(value -> value.length() > 200)) {
      throw new IllegalArgumentException(
          "classifications have at most 50 entries, keys of 1 to 60 of a-z 0-9 _ . and values of"
              + " at most 200 characters");
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /**
   * Those classes alone; none if none of them is here.
   *
   * @param classes what a policy discloses
   */
  public Optional<Classifications> only(Set<String> classes) {
    SortedMap<String, String> kept = new TreeMap<>(values);
    kept.keySet().retainAll(classes);
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new Classifications(provider, kept, provenance));
  }

  /** Never the values: they are personal data. */
  @Override
  public String toString() {
    return "Classifications[" + provider + ", " + values.size() + "]";
  }
}
