package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.open.VaultParts;
import mien.vault.record.FoundReference;
import mien.vault.record.ReferenceSearch;
import mien.vault.record.References;
import mien.vault.record.References.Why;
import mien.vault.record.Refusal;
import mien.vault.search.GrowingIndex;
import mien.vault.search.KernelPreference;
import mien.vault.search.Match;
import mien.vault.sql.EmbeddingTable;
import mien.vault.subject.EmbeddingFacts;
import mien.vault.subject.SubjectId;

/**
 * A search that follows the vault. Everything that is kept or destroyed, and every release, is a
 * leaf: as long as the log has the size that it had, nothing was added. Whether what is found is
 * still there, and its subject's consent holds <em>now</em>, is asked each time, because terms end
 * without a leaf.
 */
final class LiveSearch implements ReferenceSearch {

  private static final int PAGE = 1000;

  /** Rows that are forgotten before what is held is loaded again, if they are most. */
  private static final int FEW = 4096;

  /** What a row of the index is. */
  private record Held(SubjectId subject, EmbeddingFacts facts) {}

  private final VaultParts parts;
  private final ReferenceReader reader;
  private final ModelId model;
  private final Actor actor;
  private final List<Held> held = new ArrayList<>();
  private final Map<String, Integer> rows = new HashMap<>();
  private final Map<String, References.Unusable> unusable = new LinkedHashMap<>();
  private Optional<GrowingIndex> index = Optional.empty();
  private Instant latest = Instant.EPOCH;
  private long logged = -1;
  private boolean closed;

  LiveSearch(VaultParts parts, ReferenceReader reader, ModelId model, Actor actor) {
    this.parts = parts;
    this.reader = reader;
    this.model = model;
    this.actor = actor;
  }

  @Override
  public ModelId model() {
    return model;
  }

  @Override
  public int references() {
    return locked(rows::size);
  }

  @Override
  public List<References.Unusable> unusable() {
    return locked(() -> List.copyOf(unusable.values()));
  }

  @Override
  public List<List<FoundReference>> nearest(List<Embedding> probes, int count) {
    return locked(() -> ask(probes, count));
  }

  private <T> T locked(Supplier<T> work) {
    synchronized (held) {
      return work.get();
    }
  }

  private List<List<FoundReference>> ask(List<Embedding> probes, int count) {
    requireOpen();
    for (Embedding probe : probes) {
      if (!probe.model().equals(model)) {
        throw new IllegalArgumentException(
            "a probe must be of the search's model " + model + ", but is " + probe);
      }
    }
    parts
        .database()
        .read(
            connection -> {
              follow(connection);
              return model;
            });
    List<List<Match>> found = found(probes, count);
    log(probes.size());
    return found.stream().map(matches -> matches.stream().map(this::reference).toList()).toList();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("a search must not be used after it was closed");
    }
  }

  private List<List<Match>> found(List<Embedding> probes, int count) {
    if (index.isEmpty()) {
      return probes.stream().map(_ -> List.<Match>of()).toList();
    }
    while (true) {
      List<List<Match>> found = index.get().nearest(probes, count);
      boolean all = parts.database().read(connection -> allowed(connection, found));
      if (all) {
        return found;
      }
    }
  }

  /** Whether all that was found may be used. What may not, found or not, is forgotten. */
  private boolean allowed(Connection connection, List<List<Match>> found) throws SQLException {
    Set<Integer> some = new HashSet<>();
    found.forEach(matches -> matches.forEach(match -> some.add(match.row())));
    if (forget(connection, reader.one(connection), some)) {
      forget(connection, reader.all(connection), Set.copyOf(rows.values()));
      return false;
    }
    return true;
  }

  private boolean forget(Connection connection, ReferenceReader.Access access, Set<Integer> some)
      throws SQLException {
    boolean any = false;
    EmbeddingTable table = new EmbeddingTable(connection);
    for (int row : some) {
      Held one = held.get(row);
      boolean there = table.exists(one.facts().id());
      Optional<Refusal> refusal = there ? access.refusal(one.subject()) : Optional.empty();
      if (!there || refusal.isPresent()) {
        any = true;
        forget(one.facts().id());
        refusal.ifPresent(
            why ->
                unusable.put(
                    one.facts().id(),
                    new References.Unusable(one.subject(), one.facts(), new Why.NotAllowed(why))));
      }
    }
    return any;
  }

  private void forget(String id) {
    Integer row = rows.remove(id);
    if (row != null) {
      index.orElseThrow().forget(row);
    }
    unusable.remove(id);
  }

  /** Takes in what happened since the latest question. */
  private void follow(Connection connection) throws SQLException {
    long size = parts.audit().log().size(connection);
    if (size == logged) {
      return;
    }
    if (held.size() - rows.size() > Math.max(FEW, held.size() / 2)) {
      reset();
    }
    EmbeddingTable table = new EmbeddingTable(connection);
    ReferenceReader.Access access = logged < 0 ? reader.all(connection) : reader.one(connection);
    askAgain(table, access);
    // From the latest time on: others may have been kept within it.
    String after = "";
    List<EmbeddingTable.Row> page;
    do {
      page = table.page(latest, after, PAGE);
      for (EmbeddingTable.Row row : page) {
        take(row, access, table);
        latest = row.createdAt();
        after = row.id();
      }
    } while (page.size() == PAGE);
    if (table.count() != rows.size() + unusable.size()) {
      Set<String> there = new HashSet<>(table.ids());
      Set<String> gone = new HashSet<>(rows.keySet());
      gone.addAll(unusable.keySet());
      gone.removeAll(there);
      gone.forEach(this::forget);
    }
    logged = size;
  }

  /** Those that waited for a consent. */
  private void askAgain(EmbeddingTable table, ReferenceReader.Access access) throws SQLException {
    for (References.Unusable one : List.copyOf(unusable.values())) {
      if (one.why() instanceof Why.NotAllowed && table.exists(one.facts().id())) {
        for (EmbeddingTable.Row row : table.of(one.subject())) {
          if (row.id().equals(one.facts().id())) {
            take(row, access, table);
          }
        }
      }
    }
  }

  private void take(EmbeddingTable.Row row, ReferenceReader.Access access, EmbeddingTable table)
      throws SQLException {
    if (rows.containsKey(row.id())) {
      return;
    }
    switch (ReferenceSorting.read(row, model, access)) {
      case ReferenceSorting.Unusable(References.Unusable one) -> unusable.put(row.id(), one);
      case ReferenceSorting.Usable(References.Reference one) -> {
        unusable.remove(row.id());
        if (index.isEmpty()) {
          int capacity = (int) Math.min(Integer.MAX_VALUE, table.count());
          index =
              Optional.of(
                  new GrowingIndex(
                      model, one.embedding().dimension(), capacity, KernelPreference.AUTO));
        }
        rows.put(row.id(), index.get().add(one.embedding()));
        held.add(new Held(one.subject(), one.facts()));
      }
    }
  }

  private FoundReference reference(Match match) {
    Held one = held.get(match.row());
    return new FoundReference(one.subject(), one.facts(), match.similarity());
  }

  private void log(int probes) {
    parts
        .database()
        .write(
            transaction -> {
              parts
                  .audit()
                  .appendForAll(
                      transaction,
                      AuditAction.COMPARED,
                      actor,
                      parts.clock().tick(transaction),
                      "model",
                      model.value(),
                      "references",
                      Integer.toString(rows.size()),
                      "probes",
                      Integer.toString(probes));
              // This leaf adds nothing to search.
              logged += logged == parts.audit().log().size(transaction) - 1 ? 1 : 0;
              return model;
            });
  }

  private void reset() {
    index.ifPresent(GrowingIndex::close);
    index = Optional.empty();
    held.clear();
    rows.clear();
    unusable.clear();
    latest = Instant.EPOCH;
    logged = -1;
  }

  @Override
  public void close() {
    locked(
        () -> {
          reset();
          closed = true;
          return true;
        });
  }
}
