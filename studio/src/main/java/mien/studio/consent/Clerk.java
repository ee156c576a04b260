package mien.studio.consent;

import mien.vault.Admin;
import mien.vault.Officer;
import mien.vault.Vault;
import mien.vault.Viewer;
import mien.vault.config.Actor;

/**
 * A user of the desk: what is asked of the vault is asked in their name.
 *
 * @param vault stays its owner's
 * @param actor who asks
 */
record Clerk(Vault vault, Actor actor) {

  Viewer viewer() {
    return vault.viewer(actor);
  }

  Officer officer() {
    return vault.officer(actor);
  }

  Admin admin() {
    return vault.admin(actor);
  }
}
