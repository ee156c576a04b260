package mien.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * One arrow or fence of {@code ARCHITECTURE.md}.
 *
 * @param name what holds, as a sentence
 * @param rule the check
 * @param offenders classes of the test sources that break the rule on purpose: the rule must refuse
 *     them, or it proves nothing
 */
record HouseRule(String name, ArchRule rule, List<Class<?>> offenders) {

  HouseRule {
    offenders = List.copyOf(offenders);
  }

  static HouseRule of(String name, ArchRule rule, Class<?>... offenders) {
    return new HouseRule(name, rule.because(name).allowEmptyShould(true), List.of(offenders));
  }

  @Override
  public String toString() {
    return name;
  }
}
