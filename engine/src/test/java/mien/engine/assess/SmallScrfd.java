package mien.engine.assess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.core.geometry.SimilarityTransform;
import mien.engine.image.Photo;
import mien.engine.image.Warp;
import mien.engine.model.FloatTensor;
import mien.engine.model.LoadedModel;

/** Just enough of SCRFD to give these tests real boxes and points; half the picture is margin. */
final class SmallScrfd {

  private final LoadedModel model;
  private final int size;

  SmallScrfd(LoadedModel model, int size) {
    this.model = model;
    this.size = size;
  }

  List<Detection> detect(Photo photo, double margin) {
    double scale = size / (margin * Math.max(photo.width(), photo.height()));
    double tx = (size - photo.width() * scale) / 2;
    double ty = (size - photo.height() * scale) / 2;
    Photo input =
        Warp.similarity(
            photo,
            new SimilarityTransform(scale, 0, tx + 0.5 * scale - 0.5, ty + 0.5 * scale - 0.5),
            size,
            size);
    List<FloatTensor> out =
        model.run(
            List.of(1L, 3L, (long) size, (long) size),
            b -> model.card().input().orElseThrow().normalization().write(input, b));
    List<Detection> candidates = new ArrayList<>();
    for (int level = 0; level < 3; level++) {
      int stride = 8 << level;
      float[] scores = out.get(level).values();
      float[] boxes = out.get(3 + level).values();
      float[] points = out.get(6 + level).values();
      for (int i = 0; i < scores.length; i++) {
        if (scores[i] < 0.5) {
          continue;
        }
        double cx = i / 2 % (size / stride) * stride;
        double cy = i / 2 / (size / stride) * stride;
        List<Point> five = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
          five.add(
              new Point(
                  (cx + points[i * 10 + 2 * k] * stride - tx) / scale,
                  (cy + points[i * 10 + 2 * k + 1] * stride - ty) / scale));
        }
        candidates.add(
            new Detection(
                new Box(
                    (cx - boxes[i * 4] * stride - tx) / scale,
                    (cy - boxes[i * 4 + 1] * stride - ty) / scale,
                    (cx + boxes[i * 4 + 2] * stride - tx) / scale,
                    (cy + boxes[i * 4 + 3] * stride - ty) / scale),
                Math.min(1, scores[i]),
                Optional.of(Landmarks5.of(five))));
      }
    }
    candidates.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection c : candidates) {
      if (kept.stream().allMatch(k -> k.box().intersectionOverUnion(c.box()) < 0.4)) {
        kept.add(c);
      }
    }
    return kept;
  }
}
