package mien.vault.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import org.junit.jupiter.api.Test;

class ReferenceMatrixTest {

  @Test
  void what_is_added_is_read_back_however_often_it_grows() {
    List<Embedding> people = Faces.people(1, 19, 5000);
    try (ReferenceMatrix matrix = new ReferenceMatrix(Faces.MODEL, 19, 0)) {
      people.forEach(matrix::append);
      assertThat(matrix.rows()).isEqualTo(5000);
      assertThat(matrix.dimension()).isEqualTo(19);
      assertThat(matrix.model()).isEqualTo(Faces.MODEL);
      float[] row = new float[19];
      for (int r = 0; r < 5000; r++) {
        matrix.copyRow(r, row);
        assertThat(row).isEqualTo(people.get(r).toArray());
      }
    }
  }

  @Test
  void a_similarity_is_the_one_of_core() {
    List<Embedding> people = Faces.people(3, 33, 20);
    Embedding probe = Faces.random(new Random(5), 33);
    try (ReferenceMatrix matrix = Faces.matrix(people, 33)) {
      for (int r = 0; r < 20; r++) {
        assertThat(matrix.similarity(r, probe.toArray()))
            .isEqualTo(CosineSimilarity.between(people.get(r), probe));
      }
    }
  }

  @Test
  void a_forgotten_row_is_zeros() {
    try (ReferenceMatrix matrix = Faces.matrix(Faces.people(1, 8, 3), 8)) {
      matrix.forget(1);
      float[] row = new float[8];
      matrix.copyRow(1, row);
      assertThat(row).isEqualTo(new float[8]);
      matrix.copyRow(2, row);
      assertThat(row).isNotEqualTo(new float[8]);
    }
  }

  @Test
  void what_a_matrix_outgrew_cannot_be_read_any_more() {
    try (ReferenceMatrix matrix = Faces.matrix(Faces.people(1, 8, 16), 8)) {
      MemorySegment before = matrix.values();
      matrix.append(Faces.random(new Random(1), 8));
      assertThat(before.scope().isAlive()).isFalse();
    }
  }

  @Test
  void a_row_of_another_model_or_dimension_is_refused() {
    try (ReferenceMatrix matrix = new ReferenceMatrix(Faces.MODEL, 4, 1)) {
      Embedding foreign = Embedding.normalized(new ModelId("other"), new float[] {1, 0, 0, 0});
      assertThatThrownBy(() -> matrix.append(foreign)).hasMessageContaining("model synthetic");
      assertThatThrownBy(() -> matrix.append(Faces.random(new Random(1), 5)))
          .hasMessageContaining("4 values");
      assertThat(matrix.rows()).isZero();
    }
  }

  @Test
  void a_closed_matrix_cannot_be_searched() {
    ReferenceMatrix matrix = Faces.matrix(Faces.people(1, 8, 5), 8);
    ExactIndex index = ExactIndex.over(matrix, KernelPreference.AUTO);
    matrix.close();
    matrix.close();
    assertThatThrownBy(() -> index.nearest(Faces.random(new Random(1), 8), 1))
        .isInstanceOf(IllegalStateException.class);
  }
}
