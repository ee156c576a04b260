package mien.studio.consent;

import java.util.Objects;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpSettings.StaffKey;
import mien.vault.config.Actor;

/**
 * A member of the staff.
 *
 * @param actor as the audit log names them: never a person's name
 * @param key what they show
 */
public record Staff(Actor actor, ApiKey key) {

  /** Refuses nothing else: its parts have checked themselves. */
  public Staff {
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(key, "key");
  }

  /** As the door knows them. */
  public StaffKey atTheDoor() {
    return new StaffKey(actor.keyId(), key);
  }
}
