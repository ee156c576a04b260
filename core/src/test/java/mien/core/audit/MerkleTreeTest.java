package mien.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots and proofs against the recursive definitions of RFC 6962, seeded. */
class MerkleTreeTest {

  private static final int SMALL = 70;

  @Test
  void theRootOfEverySizeIsTheRfcs() {
    List<byte[]> leaves = RfcDefinitions.leaves(6962, SMALL);
    StoredNodes stored = new StoredNodes();
    for (int n = 0; n <= SMALL; n++) {
      Hash expected = RfcDefinitions.mth(leaves.subList(0, n));
      assertThat(stored.root()).as("frontier at " + n).isEqualTo(expected);
      assertThat(stored.tree(n).root()).as("tree at " + n).isEqualTo(expected);
      if (n < SMALL) {
        stored.append(leaves.get(n));
      }
    }
    for (int n = 0; n <= SMALL; n++) {
      assertThat(stored.tree(n).root())
          .as("an older tree, read from the newer one's nodes")
          .isEqualTo(RfcDefinitions.mth(leaves.subList(0, n)));
    }
  }

  @Test
  void everyInclusionProofIsTheRfcs() {
    List<byte[]> leaves = RfcDefinitions.leaves(1, SMALL);
    StoredNodes stored = StoredNodes.of(leaves);
    for (int n = 1; n <= SMALL; n++) {
      for (int m = 0; m < n; m++) {
        assertThat(stored.tree(n).inclusion(m).path())
            .as("PATH(" + m + ", D[" + n + "])")
            .isEqualTo(RfcDefinitions.path(m, leaves.subList(0, n)));
      }
    }
  }

  @Test
  void everyConsistencyProofIsTheRfcs() {
    List<byte[]> leaves = RfcDefinitions.leaves(2, SMALL);
    StoredNodes stored = StoredNodes.of(leaves);
    for (int n = 1; n <= SMALL; n++) {
      for (int m = 1; m <= n; m++) {
        assertThat(stored.tree(n).consistency(m).path())
            .as("PROOF(" + m + ", D[" + n + "])")
            .isEqualTo(RfcDefinitions.proof(m, leaves.subList(0, n)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void largerTreesToo(long seed) {
    Random random = new Random(seed);
    int n = 100 + random.nextInt(3000);
    List<byte[]> leaves = RfcDefinitions.leaves(seed, n);
    StoredNodes stored = StoredNodes.of(leaves);
    assertThat(stored.root()).isEqualTo(RfcDefinitions.mth(leaves));
    for (int i = 0; i < 20; i++) {
      int size = 1 + random.nextInt(n);
      int m = random.nextInt(size);
      List<byte[]> part = leaves.subList(0, size);
      assertThat(stored.tree(size).inclusion(m).path()).isEqualTo(RfcDefinitions.path(m, part));
      assertThat(stored.tree(size).consistency(m + 1).path())
          .isEqualTo(RfcDefinitions.proof(m + 1, part));
    }
  }

  @Test
  void aFrontierContinuesWhereAStoredTreeEnds() {
    List<byte[]> leaves = RfcDefinitions.leaves(3, SMALL);
    StoredNodes stored = StoredNodes.of(leaves);
    for (int n = 0; n < SMALL; n++) {
      Frontier frontier = Frontier.of(RfcDefinitions.hasher(), stored, n);
      assertThat(frontier.size()).isEqualTo(n);
      assertThat(frontier.root()).isEqualTo(stored.tree(n).root());
      frontier.append(
          stored.perfect(0, n),
          (level, index, root) -> {
            assertThat(root).isEqualTo(stored.perfect(level, index));
          });
      assertThat(frontier.root()).isEqualTo(stored.tree(n + 1).root());
    }
  }

  @Test
  void fewerNodesAreStoredThanTwiceTheLeaves() {
    for (int n = 1; n <= SMALL; n++) {
      int expected = 2 * n - Integer.bitCount(n);
      assertThat(StoredNodes.of(RfcDefinitions.leaves(4, n)).count()).isEqualTo(expected);
    }
  }

  @Test
  void aDoubledLastLeafChangesTheRoot() {
    List<byte[]> three = List.of(new byte[] {1}, new byte[] {2}, new byte[] {3});
    List<byte[]> four = List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}, new byte[] {3});
    assertThat(StoredNodes.of(three).root()).isNotEqualTo(StoredNodes.of(four).root());
  }

  @Test
  void whatIsNotThereIsRefused() {
    StoredNodes stored = StoredNodes.of(RfcDefinitions.leaves(5, 5));
    assertThatThrownBy(() -> stored.tree(5).inclusion(5)).hasMessageContaining("no leaf 5");
    assertThatThrownBy(() -> stored.tree(5).inclusion(-1)).hasMessageContaining("no leaf -1");
    assertThatThrownBy(() -> stored.tree(0).inclusion(0)).hasMessageContaining("no leaf 0");
    assertThatThrownBy(() -> stored.tree(5).consistency(6)).hasMessageContaining("0 to 5");
    assertThatThrownBy(() -> stored.tree(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> stored.tree((1L << 62) + 1)).hasMessageContaining("2^62");
    assertThatThrownBy(() -> Frontier.of(RfcDefinitions.hasher(), stored, -1))
        .hasMessageContaining("-1");
  }
}
