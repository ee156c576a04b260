package mien.core.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reference vectors of Certificate Transparency: eight leaves, their roots, paths and proofs
 * (google/certificate-transparency, {@code cpp/merkletree/merkle_tree_test.cc}: kInputs,
 * kSHA256Roots, kSHA256Paths, kSHA256Proofs; leaves count from 1 there) and the hash of one leaf
 * (transparency-dev/merkle, {@code rfc6962/rfc6962_test.go}).
 */
class PublishedVectorsTest {

  private static final List<byte[]> INPUTS =
      Arrays.stream(
              new String[] {
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f"
              })
          .map(HexFormat.of()::parseHex)
          .toList();

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private final StoredNodes stored = StoredNodes.of(INPUTS);

  @Test
  void leaves() {
    TreeHasher hasher = RfcDefinitions.hasher();
    assertThat(hasher.leaf(new byte[0]).hex()).isEqualTo(ROOTS.get(1));
    assertThat(hasher.leaf("L123456".getBytes(US_ASCII)).hex())
        .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
  }

  @Test
  void roots() {
    for (int n = 0; n <= 8; n++) {
      assertThat(stored.tree(n).root().hex()).isEqualTo(ROOTS.get(n));
      assertThat(StoredNodes.of(INPUTS.subList(0, n)).root().hex()).isEqualTo(ROOTS.get(n));
      assertThat(RfcDefinitions.mth(INPUTS.subList(0, n)).hex())
          .as("our own reading of the RFC")
          .isEqualTo(ROOTS.get(n));
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          1, 1, none
          1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 \
          5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e \
          6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4
          6, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b \
          ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 \
          d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
          3, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
          2, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d \
          5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e \
          bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b
          """)
  void paths(int leafFromOne, int size, String path) {
    InclusionProof proof = stored.tree(size).inclusion(leafFromOne - 1);
    assertThat(proof.path()).isEqualTo(hashes(path));
    assertThat(
            proof.proves(
                RfcDefinitions.hasher(),
                RfcDefinitions.hasher().leaf(INPUTS.get(leafFromOne - 1)),
                Hash.ofHex(ROOTS.get(size))))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          1, 1, none
          1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 \
          5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e \
          6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4
          6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a \
          ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 \
          d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
          2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e \
          bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b
          """)
  void proofs(int older, int size, String path) {
    ConsistencyProof proof = stored.tree(size).consistency(older);
    assertThat(proof.path()).isEqualTo(hashes(path));
    assertThat(
            proof.proves(
                RfcDefinitions.hasher(), Hash.ofHex(ROOTS.get(older)), Hash.ofHex(ROOTS.get(size))))
        .isTrue();
  }

  private static List<Hash> hashes(String words) {
    return words == null ? List.of() : Arrays.stream(words.split(" ")).map(Hash::ofHex).toList();
  }
}
