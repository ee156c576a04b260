package mien.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {

  @TempDir Path folder;

  @Test
  void quotes_hold_commas_and_quotes() {
    assertThat(Csv.cells("a,\"b, \"\"c\"\"\",,d")).containsExactly("a", "b, \"c\"", "", "d");
  }

  @Test
  void rows_are_known_by_the_header_and_may_be_short() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "image,x1\na.jpg,3.5\n\nb.jpg\n");
    var rows = Csv.read(file);
    assertThat(rows).hasSize(2);
    assertThat(LabeledPhotos.number(rows.get(0), "x1")).isEqualTo(3.5);
    assertThat(rows.get(1)).containsEntry("x1", "");
    assertThat(LabeledPhotos.box(rows.get(1))).isEmpty();
  }
}
