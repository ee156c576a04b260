package mien.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import mien.bench.metrics.Sample;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.vault.search.ExactIndex;
import mien.vault.search.KernelPreference;
import mien.vault.search.ReferenceMatrix;
import org.junit.jupiter.api.Test;

class SyntheticFacesTest {

  @Test
  void similarities_are_spread_as_those_of_faces() {
    SyntheticFaces faces = new SyntheticFaces(512, 3);
    List<Embedding> strangers = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      strangers.add(faces.stranger());
    }
    List<Double> cosines = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      for (int j = 0; j < i; j++) {
        cosines.add(CosineSimilarity.between(strangers.get(i), strangers.get(j)));
      }
    }
    assertThat(Sample.of(cosines).mean()).isCloseTo(0, within(0.01));
    // edgeface_xs_512 on LFW has 0.08; this draw has 0.080.
    assertThat(Sample.of(cosines).deviation()).isCloseTo(0.08, within(0.01));
  }

  @Test
  void a_probe_finds_its_identity() {
    SyntheticFaces faces = new SyntheticFaces(256, 4);
    List<Double> best = new ArrayList<>();
    try (ReferenceMatrix matrix = new ReferenceMatrix(SyntheticFaces.MODEL, 256, 2000)) {
      List<Embedding> probes = faces.gallery(matrix::append, 2000, 20);
      ExactIndex index = ExactIndex.over(matrix, KernelPreference.AUTO);
      probes.forEach(probe -> best.add((double) index.nearest(probe, 1).getFirst().similarity()));
    }
    // The mean of two pictures is 0.64; the best of several is a little above: 0.69 here.
    assertThat(Sample.of(best).mean()).isCloseTo(0.67, within(0.06));
  }
}
