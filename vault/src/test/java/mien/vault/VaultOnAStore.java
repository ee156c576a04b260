package mien.vault;

import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;

import java.io.IOException;
import java.nio.file.Path;
import mien.vault.config.VaultStore;
import mien.vault.policy.Sha256;
import mien.vault.record.CollectOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.subject.Release;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A vault on a database that a subclass names, and the words tests of it need. */
abstract class VaultOnAStore {

  @TempDir Path temporary;
  Desk desk;

  /** The database of one test, empty at its beginning. */
  abstract VaultStore store();

  @BeforeEach
  void desk() throws IOException {
    desk = new Desk(temporary);
  }

  Vault open() {
    return Vault.open(desk.config().withStore(store()));
  }

  Vault open(String policy) {
    return Vault.open(desk.config(policy).withStore(store()));
  }

  static Release toAnotherText(Release release) {
    return new Release(
        release.purpose(),
        Sha256.of("another text"),
        release.signer(),
        release.capacity(),
        release.method(),
        release.evidence());
  }

  CollectOutcome collect(Vault vault, SubjectId id) {
    return vault.officer(OFFICER).collect(id, Desk.photo(9));
  }

  byte[] photo(Vault vault, SubjectId id) {
    return ((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes();
  }
}
