package mien.vault.check;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.open.ConsentSeal;
import mien.vault.open.EmbeddingSeal;
import mien.vault.open.HoldSeal;
import mien.vault.open.PhotoSeal;
import mien.vault.open.ReleaseBinding;
import mien.vault.open.VaultParts;
import mien.vault.policy.Sha256;
import mien.vault.record.CheckReport;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.SubjectId;

/**
 * Opens everything that is held: every key, every sealed value, every file, with its length and
 * hash; and compares releases, holds, clocks and what is held with the log. Changes nothing and
 * shows nothing of anyone.
 */
public final class VaultCheck {

  private static final int PAGE = 500;

  private final VaultParts parts;
  private final List<String> findings = new ArrayList<>();
  private int subjects;
  private int photos;

  public VaultCheck(VaultParts parts) {
    this.parts = parts;
  }

  public CheckReport run() {
    parts.database().read(this::strays);
    LogAgainstRows log = parts.database().read(reader -> LogAgainstRows.read(parts, reader));
    String after = "";
    List<SubjectTable.Row> page;
    do {
      String last = after;
      page = parts.database().read(reader -> new SubjectTable(reader).page("", last, PAGE));
      for (SubjectTable.Row row : page) {
        // A snapshot each, with the log of its moment: what changes meanwhile is no finding.
        parts.database().read(reader -> subject(reader, row.id(), log));
        after = row.safeId().value();
      }
    } while (page.size() == PAGE);
    return new CheckReport(subjects, photos, findings);
  }

  private int strays(Connection reader) throws SQLException {
    Strays strays = Strays.of(reader, parts.files());
    strays.files().forEach(path -> findings.add("file " + path + ": no row has it"));
    strays.keys().forEach(key -> findings.add(words(key) + ": no subject has it"));
    LooseTable loose = new LooseTable(reader);
    for (String path : loose.knownFiles()) {
      if (strays.there().contains(path)) {
        findings.add("file " + path + ": set aside, no row has it");
      }
    }
    for (KeyTable.Key key : loose.knownKeys()) {
      if (new KeyTable(reader).find(key).isPresent()) {
        findings.add(words(key) + ": set aside, no subject has it");
      }
    }
    for (ErasureTable.Row row : new ErasureTable(reader).pending()) {
      findings.add("erasure " + row.id() + ": has no receipt yet");
    }
    return findings.size();
  }

  private static String words(KeyTable.Key key) {
    return key.kind().word() + " key of " + key.subject();
  }

  private Optional<SubjectTable.Row> subject(Connection reader, SubjectId id, LogAgainstRows log)
      throws SQLException {
    Optional<SubjectTable.Row> found = new SubjectTable(reader).find(id);
    if (found.isPresent()) {
      subjects++;
      log.follow(reader);
      Optional<SealingKey> record = key(reader, id, SubjectKeyKind.RECORD);
      if (key(reader, id, SubjectKeyKind.AUDIT).isPresent()) {
        log.contradictions(reader, found.get())
            .forEach(why -> findings.add("subject " + id + ": " + why));
      }
      if (record.isPresent()) {
        releases(reader, found.get(), record.get(), log);
      }
      biometric(reader, id);
    }
    return found;
  }

  private void releases(
      Connection reader, SubjectTable.Row subject, SealingKey record, LogAgainstRows log)
      throws SQLException {
    subject
        .holdSealed()
        .ifPresent(
            reason ->
                opens(
                    "hold of " + subject.id(),
                    () -> HoldSeal.reason(record, subject.id(), reason)));
    for (ConsentTable.Row row : new ConsentTable(reader).of(subject.id())) {
      String what = "release " + row.id() + " of " + subject.id();
      opens(what, () -> ConsentSeal.open(record, row).signer().getBytes(StandardCharsets.UTF_8));
      if (!ReleaseBinding.holds(record, row)) {
        findings.add(what + ": its row is not the one that was signed");
      }
      log.contradiction(reader, row).ifPresent(why -> findings.add(what + ": " + why));
    }
  }

  private void biometric(Connection reader, SubjectId id) throws SQLException {
    CollectionTable table = new CollectionTable(reader);
    List<EmbeddingTable.Row> embeddings = new EmbeddingTable(reader).of(id);
    if (table.filesOf(id).isEmpty() && embeddings.isEmpty()) {
      return;
    }
    Optional<SealingKey> key = key(reader, id, SubjectKeyKind.BIOMETRIC);
    for (CollectionTable.FileRow file : table.filesOf(id)) {
      if (!parts.files().exists(file.path())) {
        findings.add("file " + file.path() + " of " + id + ": is missing");
      }
    }
    if (key.isEmpty()) {
      return;
    }
    Optional<CollectionTable.Row> photo = table.find(id);
    if (photo.isPresent() && parts.files().exists(photo.get().path())) {
      photo(id, photo.get(), key.get());
    }
    for (EmbeddingTable.Row row : embeddings) {
      opens(
          "embedding " + row.id() + " of " + id,
          () -> EmbeddingSeal.bytes(EmbeddingSeal.open(row, key.get())));
    }
  }

  private void photo(SubjectId id, CollectionTable.Row row, SealingKey key) {
    String what = "photo " + row.path() + " of " + id;
    Optional<byte[]> bytes =
        opens(
            what,
            () -> key.open(parts.files().read(row.path()), PhotoSeal.fileContext(id, row.path())));
    if (bytes.isEmpty()) {
      return;
    }
    opens(
        what,
        () -> {
          BiometricCollection.Facts facts = PhotoSeal.facts(key, row);
          if (facts.photoBytes() == bytes.get().length
              && facts.photoHash().equals(Sha256.of(bytes.get()))) {
            photos++;
          } else {
            findings.add(what + ": is not the one that was kept");
          }
          return bytes.get();
        });
  }

  private Optional<SealingKey> key(Connection reader, SubjectId id, SubjectKeyKind kind)
      throws SQLException {
    String what = kind.word() + " key of " + id;
    try {
      Optional<SealingKey> key = parts.keys().find(reader, id, kind);
      if (key.isEmpty()) {
        findings.add(what + ": is missing");
      }
      return key;
    } catch (MienException e) {
      findings.add(what + ": " + e.code());
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Opening {
    byte[] open();
  }

  private Optional<byte[]> opens(String what, Opening opening) {
    try {
      return Optional.of(opening.open());
    } catch (MienException e) {
      findings.add(what + ": " + e.code());
    } catch (IllegalArgumentException _) {
      findings.add(what + ": is damaged");
    }
    return Optional.empty();
  }
}
