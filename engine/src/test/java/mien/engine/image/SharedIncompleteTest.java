package mien.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.photo.JpegCompleteness;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;

/** Every shared photo is whole, and of the damaged files all JPEG codecs think alike. */
class SharedIncompleteTest {

  private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Photo> decode(PhotoDecoder decoder, byte[] file) {
    try {
      return Optional.of(decoder.decode(file, 64));
    } catch (MienException _) {
      return Optional.empty();
    }
  }

  @Test
  void noWholePhotoIsIncomplete() throws IOException {
    Path bad = Shared.photo("bad");
    int pictures = 0;
    TreeSet<String> alarms = new TreeSet<>();
    for (Path file : files(Shared.photo("formats").getParent())) {
      if (!file.startsWith(bad)) {
        byte[] photo = bytes(file);
        Optional<Photo> decoded = decode(DECODER, photo);
        pictures += decoded.isPresent() ? 1 : 0;
        boolean incomplete = decoded.filter(Photo::incomplete).isPresent();
        // Codecs that do not warn are believed; here their silence is checked as well.
        boolean jpeg = decoded.isPresent() && PhotoFormat.of(photo).get() == PhotoFormat.JPEG;
        if (incomplete || jpeg && !JpegCompleteness.isComplete(photo)) {
          alarms.add(file.getFileName().toString());
        }
      }
    }
    assertThat(alarms).isEmpty();
    assertThat(pictures).isGreaterThan(4000);
  }

  @Test
  void allCodecsThinkAlikeOfDamagedJpegs() throws IOException {
    Map<String, String> answers = new TreeMap<>();
    for (Path file : files(Shared.photo("bad"))) {
      byte[] photo = bytes(file);
      String name = file.getFileName().toString();
      Map<String, Boolean> ways = new TreeMap<>();
      IncompletePhotoTest.WAYS.forEach(
          way -> decode(way.decoder(), photo).ifPresent(p -> ways.put(way.name(), p.incomplete())));
      if (new TreeSet<>(ways.values()).size() > 1) {
        answers.put(name, ways.toString());
      }
    }
    assertThat(answers).isEmpty();
  }
}
