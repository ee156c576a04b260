package mien.engine.detect;

import java.util.ArrayList;
import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Point;
import mien.engine.image.Cancellation;
import mien.engine.image.Letterbox;
import mien.engine.image.Photo;
import mien.engine.image.PixelRegion;
import mien.engine.image.Warp;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;

/**
 * The passes around a network that all families share. Safe for many threads at once.
 *
 * <p><b>Whole photo.</b> Where the graph's size is free, the photo is fitted into the smallest
 * input that holds it with its longer side at 640 at most, and is never enlarged; a given {@link
 * DetectionOptions#inputSize} means the reference's square instead. Measured on 28 photos with 292
 * labeled faces, at 0.5 (milliseconds of one thread, mean a photo):
 *
 * <pre>
 *              SCRFD 2.5G                YuNet n
 * longer side  found  extra  ms          found  extra  ms
 * 320          282    0       20.1       282    17      6.4
 * 480          290    1       41.9       292    10      8.1
 * 640          291    3       66.9       292     5     12.2
 * 800          290    5       92.1       292     9     17.5
 * 960          290    8      120.5       291    14     23.8
 * 640 x 640                              292     6     17.9
 * </pre>
 *
 * Small photos gain nothing from being enlarged: 80 of 80 LFW photos (250 pixels) and 56 of 56
 * UTKFace photos (200 pixels) gave a face at their own size, in a sixth of the time of 640.
 *
 * <p><b>Large faces.</b> Faces cut out so that they take a share of a picture of 900 pixels, 40
 * each: at 640, SCRFD 2.5G finds 40 at a share of 0.5, 24 at 0.7 and none from 0.85 on; at 128 it
 * finds all 40 up to 1.2. YuNet n at 640 finds all up to 1.0 and 38 at 1.2. InsightFace always adds
 * the pass at 128 and suppresses both passes' candidates together; we do the same but only where it
 * can matter: when nothing was found, or when a weak and wide trace stands that no find explains.
 * It ran on none of the 28 group photos and on 10 of 45 FairFace portraits.
 */
final class FaceSearch {

  /** No face that such an input can hold is too large for the networks. */
  private static final int NEVER_TOO_LARGE = 384;

  /** A trace of a face that is too large: this score, over this share of the longer side. */
  private static final double TRACE_SCORE = 0.05;

  private static final double TRACE_SHARE = 0.4;

  /** A face is looked at with this many times its side around it, in steps of whole cells. */
  private static final int SURROUNDINGS = 4;

  private static final int CROP_STEP = 64;

  /** Candidates of one face overlap by this much. */
  private static final double SAME_FACE = 0.35;

  private static final double LEAST_SCORE = 0.01;

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

  /** All passes over the photo as it stands, and one suppression over what they found. */
  List<Detection> find(Photo photo, DetectionOptions options) {
    double minConfidence = options.minConfidence();
    Letterbox main = main(photo, options);
    boolean looksForTraces = options.largeFacePass() && !head.sides().both();
    double least = looksForTraces ? Math.min(TRACE_SCORE, minConfidence) : minConfidence;
    List<Detection> traces = pass(photo, main, least);
    List<Detection> candidates = new ArrayList<>(traces);
    candidates.removeIf(candidate -> candidate.score() < minConfidence);
    if (options.largeFacePass() && largeFaceMayBeMissed(main, traces, candidates)) {
      candidates.addAll(pass(photo, small(photo), minConfidence));
    }
    if (options.tiles()) {
      candidates.addAll(tiles(photo, options, minConfidence));
    }
    return head.suppression().apply(candidates);
  }

  private boolean largeFaceMayBeMissed(
      Letterbox main, List<Detection> traces, List<Detection> candidates) {
    int longer = Math.max(main.scaledWidth(), main.scaledHeight());
    if (head.sides().both()) {
      return longer > head.sides().small();
    }
    if (longer <= NEVER_TOO_LARGE) {
      return false;
    }
    double large = TRACE_SHARE * Math.max(main.displayedWidth(), main.displayedHeight());
    return candidates.isEmpty()
        || traces.stream()
            .filter(trace -> trace.box().width() >= large)
            .anyMatch(
                trace ->
                    candidates.stream()
                        .allMatch(c -> head.suppression().overlap(c.box(), trace.box()) < 0.4));
  }

  /** The view in which most of the photo is seen. */
  private Letterbox main(Photo photo, DetectionOptions options) {
    if (input.fixed()) {
      return Letterbox.fit(photo, input.width(), input.height());
    }
    if (options.inputSize().isPresent()) {
      int side = Math.ceilDiv(options.inputSize().getAsInt(), head.divisor()) * head.divisor();
      return Letterbox.fit(photo, side, side);
    }
    return Letterbox.snug(photo, head.sides().whole(), head.divisor());
  }

  private Letterbox small(Photo photo) {
    int side = head.sides().small();
    return input.fixed()
        ? Letterbox.corner(photo, side, input.width(), input.height())
        : Letterbox.snug(photo, side, head.divisor());
  }

  private List<Detection> tiles(Photo photo, DetectionOptions options, double minConfidence) {
    int side = input.fixed() ? Math.max(input.width(), input.height()) : head.sides().whole();
    double sx = (double) photo.displayedWidth() / photo.width();
    double sy = (double) photo.displayedHeight() / photo.height();
    List<Detection> found = new ArrayList<>();
    for (PixelRegion tile : Tiles.over(photo, side)) {
      Photo cut = Warp.crop(photo, tile, tile.width(), tile.height());
      for (Detection face : pass(cut, main(cut, options), minConfidence)) {
        if (!Tiles.cutBySeam(face.box(), tile, photo)) {
          found.add(
              Placement.moved(
                  face, p -> new Point((p.x() + tile.left()) * sx, (p.y() + tile.top()) * sy)));
        }
      }
    }
    return found;
  }

  /** As {@link FaceDetector#scoreAt}. */
  double scoreAt(Photo photo, Box box, int facePixels) {
    int side = Math.ceilDiv(SURROUNDINGS * facePixels, CROP_STEP) * CROP_STEP;
    double held = photo.scale() * Math.max(box.width(), box.height());
    int cut = Math.max(1, (int) Math.round(held * side / facePixels));
    PixelRegion region =
        new PixelRegion(
            (int) Math.round(box.center().x() * photo.scale() - cut / 2.0),
            (int) Math.round(box.center().y() * photo.scale() - cut / 2.0),
            cut,
            cut);
    Photo view = Warp.crop(photo, region, side, side);
    Letterbox fitted =
        input.fixed()
            ? Letterbox.corner(view, side, input.width(), input.height())
            : Letterbox.snug(view, side, head.divisor());
    double zoom = side / (double) cut;
    Box there =
        new Box(
            (box.x1() * photo.scale() - region.left()) * zoom,
            (box.y1() * photo.scale() - region.top()) * zoom,
            (box.x2() * photo.scale() - region.left()) * zoom,
            (box.y2() * photo.scale() - region.top()) * zoom);
    return pass(view, fitted, LEAST_SCORE).stream()
        .filter(face -> face.box().intersectionOverUnion(there) > SAME_FACE)
        .mapToDouble(Detection::score)
        .max()
        .orElse(0);
  }

  /** One forward pass; candidates in displayed pixels of {@code photo}. */
  List<Detection> pass(Photo photo, Letterbox box, double minConfidence) {
    Cancellation.check();
    List<Detection> candidates =
        head.decode(
            input.run(model, photo, box), box.inputWidth(), box.inputHeight(), minConfidence);
    return Placement.moved(candidates, p -> box.toDisplayed(p.x(), p.y()));
  }
}
