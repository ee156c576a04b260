package mien.vault.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceMatrixTest {

  @TempDir Path folder;

  @Test
  void what_is_written_is_read_back() {
    List<Embedding> people = Faces.people(1, 19, 50);
    try (ReferenceMatrix matrix = Faces.matrix(folder, people, 19)) {
      assertThat(matrix.rows()).isEqualTo(50);
      assertThat(matrix.dimension()).isEqualTo(19);
      assertThat(matrix.model()).isEqualTo(Faces.MODEL);
      float[] row = new float[19];
      for (int r = 0; r < 50; r++) {
        matrix.copyRow(r, row);
        assertThat(row).isEqualTo(people.get(r).toArray());
      }
    }
  }

  @Test
  void a_row_longer_than_the_write_buffer_goes_through_it() {
    Embedding wide = Faces.random(new Random(3), 300_000);
    try (ReferenceMatrix matrix = Faces.matrix(folder, List.of(wide, wide), 300_000)) {
      float[] row = new float[300_000];
      matrix.copyRow(1, row);
      assertThat(row).isEqualTo(wide.toArray());
    }
  }

  @Test
  void damaged_files_are_refused_with_what_is_wrong() throws IOException {
    Path good = folder.resolve("good.refs");
    try (ReferenceWriter writer = new ReferenceWriter(good, Faces.MODEL, 4)) {
      Faces.people(2, 4, 3).forEach(writer::append);
      writer.publish();
    }
    byte[] bytes = Files.readAllBytes(good);
    refuses(new byte[0], "header");
    refuses(new byte[500], "header");
    refuses(java.util.Arrays.copyOf(bytes, bytes.length - 1), "must have 176 bytes");
    refuses(java.util.Arrays.copyOf(bytes, bytes.length + 4), "must have 176 bytes");
    refuses(with(bytes, 8, 0), "damaged header");
    refuses(with(bytes, 8, -4), "damaged header");
    refuses(with(bytes, 12, -1), "damaged header");
    refuses(with(bytes, 12, Integer.MAX_VALUE), "damaged header");
    refuses(with(bytes, 16, 101), "damaged header");
    refuses(with(bytes, 20, 0), "names no model");
    int second = 128 + 16;
    refuses(with(bytes, second, Float.floatToIntBits(Float.NaN)), "row 1");
    refuses(with(bytes, second, Float.floatToIntBits(Float.POSITIVE_INFINITY)), "row 1");
    refuses(with(bytes, second, Float.floatToIntBits(3f)), "row 1");
    assertThatThrownBy(() -> ReferenceMatrix.open(folder.resolve("none.refs")))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("references.unreadable"));
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return changed;
  }

  private void refuses(byte[] bytes, String why) throws IOException {
    Path file = Files.write(folder.resolve("bad.refs"), bytes);
    assertThatThrownBy(() -> ReferenceMatrix.open(file))
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.blame()).isEqualTo(MienException.Blame.OPERATOR);
              assertThat(e.code()).isEqualTo("references.damaged");
            })
        .hasMessageContaining(why);
  }

  @Test
  void an_unpublished_file_leaves_nothing_behind() throws IOException {
    try (ReferenceWriter writer = new ReferenceWriter(folder.resolve("a"), Faces.MODEL, 4)) {
      writer.append(Faces.random(new Random(1), 4));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_row_of_another_model_is_refused() {
    try (ReferenceWriter writer = new ReferenceWriter(folder.resolve("a"), Faces.MODEL, 4)) {
      Embedding foreign = Embedding.normalized(new ModelId("other"), new float[] {1, 0, 0, 0});
      assertThatThrownBy(() -> writer.append(foreign)).hasMessageContaining("synthetic");
    }
  }

  @Test
  void a_closed_matrix_cannot_be_searched() {
    ReferenceMatrix matrix = Faces.matrix(folder, Faces.people(1, 8, 5), 8);
    ExactIndex index = ExactIndex.over(matrix, KernelPreference.AUTO);
    matrix.close();
    matrix.close();
    assertThatThrownBy(() -> index.nearest(Faces.random(new Random(1), 8), 1))
        .isInstanceOf(IllegalStateException.class);
  }
}
