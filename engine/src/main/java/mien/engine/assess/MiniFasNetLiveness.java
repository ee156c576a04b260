package mien.engine.assess;

import java.util.ArrayList;
import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.image.Warp;
import mien.engine.model.FaceBatch;
import mien.engine.model.LoadedModel;

/**
 * The MiniFASNet pair of Silent-Face-Anti-Spoofing: two small networks look at the face with 2.7
 * and with 4.0 times its box around it; each gives three classes, 1 = live, 0 and 2 = attacks; the
 * answer is the mean of the two probabilities of class 1.
 *
 * <p>How far it goes: of 96 LFW photographs of living people, 91 % get more than 0.5; of five
 * labeled samples the three real ones get 1.00, a print 0.23 and a screen 0.49 (the mean of a low
 * and a high voice). That is a smoke test and no evaluation, and a good replay passes.
 *
 * <p>Input: BGR 0 to 255 as is, <em>not</em> divided by 255 (with the division every sample becomes
 * class 2). Source: minivision-ai/Silent-Face-Anti-Spoofing, {@code test.py}, {@code
 * src/data_io/functional.py}.
 */
public final class MiniFasNetLiveness implements LivenessDetector {

  private static final double NARROW = 2.7;
  private static final double WIDE = 4.0;
  private static final int LIVE = 1;

  /**
   * Faces with a shorter side under this many held pixels are not judged: reduced from 110 to 47
   * pixels, real photographs keep 0.80 of their 0.87, at 33 they fall to 0.69, at 23 to 0.50.
   */
  static final double MIN_SIDE = 40;

  /**
   * Where less than this many times the box fits into the picture, nothing is judged. What gives a
   * screen away is often its border: with it out of the picture (2.0 times the box and less) the
   * one screen replay at hand rises from 0.00 to above 0.8. Half of what the wider network was
   * trained on.
   */
  static final double MIN_FACTOR = 2.0;

  private final LoadedModel narrow;
  private final LoadedModel wide;

  /**
   * Wraps two loaded models, which stay their owner's to close.
   *
   * @param narrow MiniFASNetV2, trained on 2.7 times the box
   * @param wide MiniFASNetV1SE, trained on 4.0 times the box
   */
  public MiniFasNetLiveness(LoadedModel narrow, LoadedModel wide) {
    this.narrow = narrow;
    this.wide = wide;
  }

  @Override
  public List<Liveness> judge(Photo photo, List<Detection> faces) {
    List<Box> boxes = new ArrayList<>();
    List<Integer> judged = new ArrayList<>();
    List<Liveness> result = new ArrayList<>();
    for (Detection face : faces) {
      Box held = HeldPixels.box(photo, face.box());
      if (Math.min(held.width(), held.height()) < MIN_SIDE) {
        result.add(new Liveness.Unknown(Liveness.Reason.TOO_SMALL));
      } else if (crop(photo, held, WIDE).factor() < MIN_FACTOR) {
        result.add(new Liveness.Unknown(Liveness.Reason.NO_SURROUNDINGS));
      } else {
        judged.add(result.size());
        boxes.add(held);
        result.add(new Liveness.Measured(0)); // replaced below
      }
    }
    double[] first = live(narrow, photo, boxes, NARROW);
    double[] second = live(wide, photo, boxes, WIDE);
    for (int i = 0; i < boxes.size(); i++) {
      result.set(judged.get(i), new Liveness.Measured((first[i] + second[i]) / 2));
    }
    return List.copyOf(result);
  }

  private static double[] live(LoadedModel model, Photo photo, List<Box> boxes, double factor) {
    int size = FaceBatch.input(model).width();
    return FaceBatch.rows(
            model,
            boxes.size(),
            i -> Warp.crop(photo, crop(photo, boxes.get(i), factor).region(), size, size))
        .stream()
        .mapToDouble(row -> FaceBatch.softmax(row[0], 0, 3, LIVE))
        .toArray();
  }

  private static SurroundingsCrop crop(Photo photo, Box held, double factor) {
    return SurroundingsCrop.of(photo.width(), photo.height(), held, factor);
  }
}
