package mien.vault.config;

import java.util.Locale;

/** What a user may do; each role may do what those before it may. */
public enum Role {
  /** Look at manifests and photos. */
  VIEWER,
  /** Also: make subjects, take releases and photos, withdraw, erase, export. */
  OFFICER,
  /** Also: place and lift holds, sweep, change the master key. */
  ADMIN,
  /** mien itself, for what runs by the clock. */
  SYSTEM;

  /** Whether this role may do what {@code needed} may. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As it stands in the audit log. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
