package mien.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mien.core.face.Gallery.Match;
import mien.core.face.Gallery.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryTest {

  private static final int DIMENSION = 16;

  private static List<Reference<String>> references(Random random, int count) {
    List<Reference<String>> references = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      references.add(new Reference<>("subject-" + i, Vectors.embedding(random, DIMENSION)));
    }
    return references;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 20})
  void findsTheProbeItselfFirstInTheMiddleAndLast(int place) {
    Random random = new Random(3);
    List<Reference<String>> references = references(random, 21);
    Embedding probe = Vectors.embedding(random, DIMENSION);
    references.set(place, new Reference<>("wanted", probe));
    Match<String> match =
        Gallery.of(Vectors.MODEL, DIMENSION, references).best(probe).orElseThrow();
    assertThat(match.subject()).isEqualTo("wanted");
    assertThat(match.index()).isEqualTo(place);
    assertThat(match.similarity()).isCloseTo(1, within(1e-6));
  }

  @Test
  void ofTwoEqualReferencesTheFirstIsTheMatch() {
    Random random = new Random(4);
    List<Reference<String>> references = references(random, 9);
    Embedding probe = Vectors.embedding(random, DIMENSION);
    references.set(2, new Reference<>("first", probe));
    references.set(7, new Reference<>("second", probe));
    Match<String> match =
        Gallery.of(Vectors.MODEL, DIMENSION, references).best(probe).orElseThrow();
    assertThat(match.subject()).isEqualTo("first");
  }

  @Test
  void givesTheHighestCosineSimilarityToTheLastBit() {
    Random random = new Random(5);
    for (int trial = 0; trial < 100; trial++) {
      List<Reference<String>> references = references(random, 1 + random.nextInt(30));
      Embedding probe = Vectors.embedding(random, DIMENSION);
      double highest =
          references.stream()
              .mapToDouble(r -> CosineSimilarity.between(probe, r.embedding()))
              .max()
              .orElseThrow();
      Match<String> match =
          Gallery.of(Vectors.MODEL, DIMENSION, references).best(probe).orElseThrow();
      assertThat(match.similarity()).isEqualTo(highest);
    }
  }

  @Test
  void anEmptyGalleryHasNoMatch() {
    Gallery<String> empty = Gallery.of(Vectors.MODEL, DIMENSION, List.of());
    assertThat(empty.best(Vectors.embedding(new Random(1), DIMENSION))).isEmpty();
    assertThat(empty.size()).isZero();
  }

  @Test
  void refusesAProbeOfAnotherModelEvenWhenEmpty() {
    Embedding foreign =
        Embedding.normalized(new ModelId("other"), Vectors.gaussian(new Random(1), DIMENSION));
    Gallery<String> gallery = Gallery.of(Vectors.MODEL, DIMENSION, references(new Random(2), 3));
    Gallery<String> empty = Gallery.of(Vectors.MODEL, DIMENSION, List.of());
    assertThatThrownBy(() -> gallery.best(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one model");
    assertThatThrownBy(() -> empty.best(foreign)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAReferenceOfAnotherModelOrDimension() {
    Random random = new Random(6);
    Embedding foreign =
        Embedding.normalized(new ModelId("other"), Vectors.gaussian(random, DIMENSION));
    List<Reference<String>> mixed = List.of(new Reference<>("a", foreign));
    List<Reference<String>> longer = List.of(new Reference<>("a", Vectors.embedding(random, 17)));
    assertThatThrownBy(() -> Gallery.of(Vectors.MODEL, DIMENSION, mixed))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Gallery.of(Vectors.MODEL, DIMENSION, longer))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsNameShowsNoSubjectAndNoValue() {
    Gallery<String> gallery = Gallery.of(Vectors.MODEL, DIMENSION, references(new Random(2), 3));
    assertThat(gallery).hasToString("Gallery[test_model, 3 references]");
  }
}
