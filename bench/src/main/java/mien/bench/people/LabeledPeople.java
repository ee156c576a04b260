package mien.bench.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mien.bench.accuracy.LabeledPhotos;

/**
 * Who is in the labeled photos: LFW's people by the names of its files, those of the freer photos
 * by the pairs that are labeled as one person. The two overlap without saying where, so they are
 * two libraries.
 *
 * @param photos all photos, sorted
 * @param person of each photo
 */
record LabeledPeople(List<String> photos, Map<String, String> person) {

  static final String LFW = "lfw/";
  static final String FREE = "identity/";

  static LabeledPeople of(LabeledPhotos data, Path folder) throws IOException {
    Map<String, String> person = new HashMap<>();
    List<String> photos = new ArrayList<>();
    for (String part : List.of(LFW, FREE)) {
      try (Stream<Path> files = Files.list(folder.resolve(part))) {
        files.forEach(file -> photos.add(part + file.getFileName()));
      }
    }
    photos.sort(null);
    for (String photo : photos) {
      person.put(
          photo, photo.startsWith(LFW) ? photo.replaceFirst("_[0-9]+\\.[a-z]+$", "") : photo);
    }
    for (Map<String, String> pair : data.labels("pairs.csv")) {
      String a = pair.getOrDefault("image_a", "");
      if (a.startsWith(FREE) && "1".equals(pair.get("same"))) {
        String kept = person.getOrDefault(a, a);
        String gone = person.getOrDefault(pair.getOrDefault("image_b", ""), "");
        person.replaceAll((_, one) -> one.equals(gone) ? kept : one);
      }
    }
    return new LabeledPeople(photos, person);
  }

  /** One photo of each person whose photos start so. */
  LabeledFaces oneEach(LabeledFaces faces) {
    Map<String, LabeledFaces.Face> first = new TreeMap<>();
    faces.faces().forEach(face -> first.putIfAbsent(person.getOrDefault(face.photo(), ""), face));
    return new LabeledFaces(List.copyOf(first.values()));
  }
}
