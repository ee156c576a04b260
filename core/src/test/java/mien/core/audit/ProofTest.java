package mien.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A proof convinces of what is so, and of nothing else. */
class ProofTest {

  private static final int SIZE = 40;
  private static final TreeHasher HASHER = RfcDefinitions.hasher();
  private static final Hash OTHER = HASHER.leaf(new byte[] {99});

  private final StoredNodes stored = StoredNodes.of(RfcDefinitions.leaves(7, SIZE));

  @Test
  void inclusionHoldsForTheLeafAndTheRootAlone() {
    for (int n = 1; n <= SIZE; n++) {
      Hash root = stored.tree(n).root();
      for (int m = 0; m < n; m++) {
        InclusionProof proof = stored.tree(n).inclusion(m);
        Hash leaf = stored.perfect(0, m);
        assertThat(proof.proves(HASHER, leaf, root)).isTrue();
        assertThat(proof.proves(HASHER, OTHER, root)).isFalse();
        assertThat(proof.proves(HASHER, leaf, OTHER)).isFalse();
        for (List<Hash> wrong : wrongPaths(proof.path(), root)) {
          assertThat(new InclusionProof(m, n, wrong).proves(HASHER, leaf, root)).isFalse();
        }
        for (int other = 0; other < n; other++) {
          boolean same = new InclusionProof(other, n, proof.path()).proves(HASHER, leaf, root);
          assertThat(same).as("leaf " + m + " as " + other + " of " + n).isEqualTo(other == m);
        }
        assertThat(new InclusionProof(m, 2L * n, proof.path()).proves(HASHER, leaf, root))
            .isFalse();
      }
    }
  }

  @Test
  void consistencyHoldsBetweenTheTwoRootsAlone() {
    for (int n = 0; n <= SIZE; n++) {
      Hash root = stored.tree(n).root();
      for (int m = 0; m <= n; m++) {
        ConsistencyProof proof = stored.tree(n).consistency(m);
        Hash older = stored.tree(m).root();
        assertThat(proof.proves(HASHER, older, root)).as(m + " to " + n).isTrue();
        assertThat(proof.proves(HASHER, OTHER, root)).isFalse();
        if (m > 0 || n == 0) {
          assertThat(proof.proves(HASHER, older, OTHER)).isFalse();
        }
        if (m < n) {
          assertThat(proof.proves(HASHER, root, older)).isFalse();
        }
        for (List<Hash> wrong : wrongPaths(proof.path(), root)) {
          assertThat(new ConsistencyProof(m, n, wrong).proves(HASHER, older, root)).isFalse();
        }
      }
    }
  }

  @Test
  void aForkIsNotConsistent() {
    for (int at = 0; at < 20; at++) {
      List<byte[]> leaves = new ArrayList<>(RfcDefinitions.leaves(7, SIZE));
      leaves.set(at, new byte[] {77});
      StoredNodes fork = StoredNodes.of(leaves);
      for (int m = 1; m <= SIZE; m++) {
        ConsistencyProof proof = fork.tree(SIZE).consistency(m);
        boolean convinced = proof.proves(HASHER, stored.tree(m).root(), fork.tree(SIZE).root());
        assertThat(convinced).as("forked at " + at + ", head of " + m).isEqualTo(m <= at);
      }
    }
  }

  @Test
  void impossibleProofsAreRefused() {
    assertThatThrownBy(() -> new InclusionProof(1, 1, List.of())).hasMessageContaining("1 of 1");
    assertThatThrownBy(() -> new InclusionProof(0, 0, List.of())).hasMessageContaining("0 of 0");
    assertThatThrownBy(() -> new InclusionProof(-1, 1, List.of())).hasMessageContaining("-1");
    assertThatThrownBy(() -> new ConsistencyProof(2, 1, List.of())).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new ConsistencyProof(-1, 1, List.of())).hasMessageContaining("-1");
  }

  @Test
  void hashesAreValues() {
    assertThat(Hash.ofHex(OTHER.hex())).isEqualTo(OTHER).hasSameHashCodeAs(OTHER);
    assertThat(Hash.of(OTHER.toArray())).isEqualTo(OTHER);
    byte[] bytes = OTHER.toArray();
    bytes[0]++;
    assertThat(Hash.of(bytes)).isNotEqualTo(OTHER);
    assertThatThrownBy(() -> Hash.of(new byte[31])).hasMessageContaining("31");
    assertThatThrownBy(() -> Hash.ofHex("ab")).hasMessageContaining("length 2");
    assertThatThrownBy(() -> Hash.ofHex("A".repeat(64))).hasMessageContaining("lower-case");
  }

  /** Every way of Google's verifier test to spoil a path: altered, longer, shorter, swapped. */
  private static List<List<Hash>> wrongPaths(List<Hash> path, Hash root) {
    List<List<Hash>> wrong = new ArrayList<>();
    for (int j = 0; j < path.size(); j++) {
      List<Hash> altered = new ArrayList<>(path);
      altered.set(j, OTHER);
      wrong.add(altered);
    }
    wrong.add(Stream.concat(path.stream(), Stream.of(root)).toList());
    wrong.add(Stream.concat(path.stream(), Stream.of(OTHER)).toList());
    wrong.add(Stream.concat(Stream.of(root), path.stream()).toList());
    if (!path.isEmpty()) {
      wrong.add(path.subList(0, path.size() - 1));
      wrong.add(path.subList(1, path.size()));
    }
    if (path.size() > 1) {
      wrong.add(path.reversed());
    }
    return wrong;
  }
}
