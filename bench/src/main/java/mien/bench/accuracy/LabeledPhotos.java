package mien.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mien.core.face.Box;
import mien.engine.AnalyzedFace;
import mien.engine.Aspect;
import mien.engine.FaceEngine;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoSource;
import mien.engine.Wanted;

/** A folder of photos with label files, and what an engine saw in them. For one thread. */
public final class LabeledPhotos {

  private final Path folder;
  private final Map<String, PhotoFaces> seen = new HashMap<>();
  private int refused;

  /** Of a folder in which nothing was analyzed yet. */
  public LabeledPhotos(Path folder) {
    this.folder = folder;
  }

  /** The rows of a label file. */
  public List<Map<String, String>> labels(String file) throws IOException {
    return Csv.read(folder.resolve(file));
  }

  /** Analyses photos that were not analyzed yet. */
  public void analyze(FaceEngine engine, Set<Aspect> wanted, Collection<String> photos) {
    List<String> fresh =
        new LinkedHashSet<>(photos).stream().filter(photo -> !seen.containsKey(photo)).toList();
    System.out.println("analyzing " + fresh.size() + " photos");
    engine.run(
        fresh.stream().map(photo -> PhotoSource.of(photo, folder.resolve(photo))).iterator(),
        Wanted.of(wanted),
        (_, look) -> look.faces(),
        () -> false,
        this::keep);
  }

  private void keep(PhotoResult<PhotoFaces> result) {
    switch (result) {
      case PhotoResult.Read(String name, PhotoFaces faces) -> seen.put(name, faces);
      case PhotoResult.Refused<PhotoFaces> _, PhotoResult.Skipped<PhotoFaces> _ -> {
        refused++;
        seen.put(result.name(), new PhotoFaces(1, 1, List.of()));
      }
    }
  }

  /** How many photos were refused so far. */
  int refused() {
    return refused;
  }

  /** What was seen in an analyzed photo. */
  PhotoFaces faces(String photo) {
    PhotoFaces faces = seen.get(photo);
    if (faces == null) {
      throw new IllegalStateException("a photo was asked for that was not analyzed");
    }
    return faces;
  }

  /**
   * The face that a photo of one person is of: of those that hold the photo's center the largest,
   * else the nearest to it.
   */
  public Optional<AnalyzedFace> subject(String photo) {
    PhotoFaces faces = faces(photo);
    double x = faces.width() / 2.0;
    double y = faces.height() / 2.0;
    Comparator<AnalyzedFace> away =
        Comparator.comparingDouble(
            face -> {
              Box box = face.detection().box();
              double dx = Math.max(0, Math.max(box.x1() - x, x - box.x2()));
              double dy = Math.max(0, Math.max(box.y1() - y, y - box.y2()));
              return Math.hypot(dx, dy);
            });
    Comparator<AnalyzedFace> smaller =
        Comparator.comparingDouble(face -> -face.detection().box().area());
    return faces.faces().stream().min(away.thenComparing(smaller));
  }

  /** The face that overlaps {@code box} most, if by enough. */
  Optional<AnalyzedFace> at(String photo, Box box, double overlap) {
    return faces(photo).faces().stream()
        .max(Comparator.comparingDouble(face -> face.detection().box().intersectionOverUnion(box)))
        .filter(face -> face.detection().box().intersectionOverUnion(box) >= overlap);
  }

  /** The box of a row, if it has one. */
  static Optional<Box> box(Map<String, String> row) {
    return row.getOrDefault("x1", "").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Box(number(row, "x1"), number(row, "y1"), number(row, "x2"), number(row, "y2")));
  }

  /** A number of a row. */
  static double number(Map<String, String> row, String name) {
    return Double.parseDouble(row.getOrDefault(name, "NaN"));
  }
}
