package mien.engine.detect;

import java.util.ArrayList;
import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.engine.image.Letterbox;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/** The passes around a network that all families share. Safe for many threads at once. */
final class FaceSearch {

  private static final int SIDE = 640;
  private static final int SMALL_SIDE = 128;

  private final LoadedModel model;
  private final NetworkInput input;
  private final DetectionHead head;

  FaceSearch(LoadedModel model, NetworkInput input, DetectionHead head) {
    this.model = model;
    this.input = input;
    this.head = head;
  }

  ModelCard card() {
    return model.card();
  }

  List<Detection> find(Photo photo, DetectionOptions options) {
    List<Detection> candidates = new ArrayList<>(pass(photo, main(photo, options), options));
    if (options.largeFacePass() && !input.fixed() && candidates.isEmpty()) {
      candidates.addAll(pass(photo, Letterbox.fit(photo, SMALL_SIDE, SMALL_SIDE), options));
    }
    return Ranking.best(head.suppression().apply(candidates), photo, options.maxFaces());
  }

  private Letterbox main(Photo photo, DetectionOptions options) {
    if (input.fixed()) {
      return Letterbox.fit(photo, input.width(), input.height());
    }
    if (options.inputSize().isPresent()) {
      int side = options.inputSize().getAsInt();
      return Letterbox.fit(photo, side, side);
    }
    return Letterbox.snug(photo, SIDE, head.divisor());
  }

  /** One forward pass; candidates in displayed pixels. */
  private List<Detection> pass(Photo photo, Letterbox box, DetectionOptions options) {
    return head
        .decode(
            input.run(model, photo, box),
            box.inputWidth(),
            box.inputHeight(),
            options.minConfidence())
        .stream()
        .map(candidate -> displayed(candidate, box))
        .toList();
  }

  private static Detection displayed(Detection found, Letterbox box) {
    Point topLeft = box.toDisplayed(found.box().x1(), found.box().y1());
    Point bottomRight = box.toDisplayed(found.box().x2(), found.box().y2());
    return new Detection(
        new Box(topLeft.x(), topLeft.y(), bottomRight.x(), bottomRight.y()),
        found.score(),
        found
            .landmarks()
            .map(
                five ->
                    Landmarks5.of(
                        five.points().stream().map(p -> box.toDisplayed(p.x(), p.y())).toList())));
  }
}
