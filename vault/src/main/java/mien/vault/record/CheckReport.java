package mien.vault.record;

import java.util.List;

/**
 * What a check of everything that is held found.
 *
 * @param subjects how many were looked at
 * @param photos how many sealed files opened and were what their rows say
 * @param findings what is not as it must be, a line each; ids of the vault's own and no more
 */
public record CheckReport(int subjects, int photos, List<String> findings) {

  /** Copies. */
  public CheckReport {
    findings = List.copyOf(findings);
  }

  /** Whether everything is as it must be. */
  public boolean whole() {
    return findings.isEmpty();
  }
}
