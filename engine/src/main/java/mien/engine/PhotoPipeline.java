package mien.engine;

import static java.util.stream.IntStream.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.core.face.Detection;
import mien.core.face.Embedding;
import mien.core.geometry.FaceTemplate;
import mien.engine.align.AlignedFace;
import mien.engine.assess.AgeGender;
import mien.engine.assess.EyesOpen;
import mien.engine.assess.FaceGeometry;
import mien.engine.assess.HeadFit;
import mien.engine.assess.Liveness;
import mien.engine.detect.DetectionOptions;
import mien.engine.image.Cancellation;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoHeader;

/**
 * One photo from bytes to faces, on the thread that calls it.
 *
 * <p>A large photo is first decoded at a half, a quarter or an eighth of its size, where detection
 * loses nothing, and again, larger, only if a face in it would otherwise have fewer pixels than the
 * recogniser's template. Measured on 24-megapixel JPEGs (2 cores, libjpeg-turbo): half the size
 * takes 56 ms and a quarter 52, the whole 113. Against detection on the whole photo, the boxes of
 * SCRFD 2.5G overlap by 0.994 in the median from the half and by 0.989 from the quarter, and
 * embeddings agree to 0.9965 and 0.9943; from how large a picture the crops come makes no
 * difference.
 *
 * <p>The larger decoding waits for room in the heap beside those of other threads ({@link
 * Workers#holding}). A photo that would need more than all the room is decoded again at the largest
 * scale that has room: its smallest faces then have fewer pixels than the template.
 *
 * <p>Between its stages it asks whether the result is still wanted ({@link Cancellation}).
 */
final class PhotoPipeline {

  /** The first look has at least twice the detector's 640, so that its letterbox aliases little. */
  private static final int LEAST_FIRST_LOOK = 1280;

  /** And at most this, so that memory stays bounded: 3200 x 3200 x 3 bytes. */
  private static final int LARGEST_FIRST_LOOK = 3200;

  /**
   * A tenth fewer pixels than the template are still enough: a sixth fewer move EdgeFace's
   * embedding from 0.995 to 0.991 of the one from the whole photo, measured on 31 portraits.
   */
  private static final double SLACK = 1.1;

  private static final FaceTemplate TEMPLATE = FaceTemplate.arcFace(112);

  private final PhotoDecoder decoder;
  private final FaceStages stages;
  private final DetectionOptions options;
  private final Workers workers;
  private final NativeHeap heap = new NativeHeap();

  PhotoPipeline(
      PhotoDecoder decoder, FaceStages stages, DetectionOptions options, Workers workers) {
    this.decoder = decoder;
    this.stages = stages;
    this.options = options;
    this.workers = workers;
  }

  PhotoFaces analyze(byte[] bytes, Set<Aspect> wanted) {
    PhotoHeader header = decoder.header(bytes);
    Cancellation.check();
    Photo first = decoder.decode(bytes, firstLook(Math.max(header.width(), header.height())));
    List<Detection> found = detect(first);
    SecondLook second = SecondLook.of(header, neededScale(found) / SLACK, workers.room());
    if (second.scale() <= first.scale()) {
      return describe(first, found, wanted);
    }
    Cancellation.check();
    int longSide = (int) Math.ceil(second.scale() * longSide(first));
    return workers.holding(
        second.bytes(), () -> describe(decoder.decode(bytes, longSide), found, wanted));
  }

  PhotoFaces analyze(Photo photo, Set<Aspect> wanted) {
    return describe(photo, detect(photo), wanted);
  }

  private List<Detection> detect(Photo photo) {
    Cancellation.check();
    List<Detection> found = stages.detector().detect(photo, options);
    return found.isEmpty()
        ? stages.second().map(detector -> detector.detect(photo, options)).orElse(found)
        : found;
  }

  /** The long side to ask of the first decoding of a photo whose long side is given. */
  static int firstLook(int longSide) {
    int half = Math.ceilDiv(longSide, 2);
    while (half > LARGEST_FIRST_LOOK) {
      half = Math.ceilDiv(half, 2);
    }
    return Math.max(LEAST_FIRST_LOOK, half);
  }

  /** Held pixels per displayed pixel that the smallest face needs to fill the template. */
  private static double neededScale(List<Detection> found) {
    return found.stream()
        .mapToDouble(
            face ->
                face.landmarks()
                    .map(points -> TEMPLATE.transformFrom(points).scale())
                    .orElseGet(
                        () ->
                            TEMPLATE.size()
                                / Math.max(1, Math.max(face.box().width(), face.box().height()))))
        .map(scale -> Math.min(1, scale))
        .max()
        .orElse(0);
  }

  private static int longSide(Photo photo) {
    return Math.max(photo.displayedWidth(), photo.displayedHeight());
  }

  private PhotoFaces describe(Photo photo, List<Detection> found, Set<Aspect> wanted) {
    Cancellation.check();
    PhotoFaces described = described(photo, found, wanted);
    heap.photoDone();
    return described;
  }

  private PhotoFaces described(Photo photo, List<Detection> found, Set<Aspect> wanted) {
    List<Optional<HeadFit>> heads = heads(photo, found, wanted);
    List<Detection> faces =
        range(0, found.size()).mapToObj(i -> withLandmarks(found.get(i), heads.get(i))).toList();
    List<FaceGeometry> geometry =
        range(0, faces.size()).mapToObj(i -> geometry(faces.get(i), heads.get(i))).toList();
    List<Optional<AgeGender>> ages =
        stages
            .age()
            .filter(_ -> wanted(wanted, Aspect.AGE_GENDER))
            .map(m -> present(m.estimate(photo, faces)))
            .orElseGet(() -> absent(faces.size()));
    List<Optional<EyesOpen>> eyes =
        stages
            .eyes()
            .filter(_ -> wanted(wanted, Aspect.EYES))
            .map(m -> present(m.estimate(photo, geometry)))
            .orElseGet(() -> absent(faces.size()));
    List<Optional<Liveness>> live =
        stages
            .liveness()
            .filter(_ -> wanted(wanted, Aspect.LIVENESS))
            .map(m -> present(m.judge(photo, faces)))
            .orElseGet(() -> absent(faces.size()));
    List<Optional<Recognized>> recognized =
        stages
            .recognition()
            .filter(_ -> wanted(wanted, Aspect.EMBEDDING))
            .map(r -> recognize(r, photo, faces))
            .orElseGet(() -> absent(faces.size()));
    return new PhotoFaces(
        photo.displayedWidth(),
        photo.displayedHeight(),
        range(0, faces.size())
            .mapToObj(
                i ->
                    new AnalyzedFace(
                        faces.get(i),
                        stages
                            .quality()
                            .assess(photo, faces.get(i), heads.get(i).map(HeadFit::pose)),
                        heads.get(i),
                        ages.get(i),
                        eyes.get(i),
                        live.get(i),
                        recognized.get(i).map(Recognized::embedding),
                        recognized.get(i).map(Recognized::inventedShare).orElse(0.0)))
            .toList(),
        0,
        photo.incomplete());
  }

  /** Whether to begin a stage now: before each, the whole work may have become unwanted. */
  private static boolean wanted(Set<Aspect> wanted, Aspect aspect) {
    Cancellation.check();
    return wanted.contains(aspect);
  }

  private List<Optional<HeadFit>> heads(Photo photo, List<Detection> found, Set<Aspect> wanted) {
    boolean needed = wanted.contains(Aspect.HEAD) || wanted.contains(Aspect.EYES);
    return stages
        .pose()
        .filter(_ -> needed || found.stream().anyMatch(face -> face.landmarks().isEmpty()))
        .map(m -> present(m.fit(photo, found)))
        .orElseGet(() -> absent(found.size()));
  }

  /** Detectors exported without key points get their five points from the 3D fit. */
  private static Detection withLandmarks(Detection face, Optional<HeadFit> head) {
    return face.landmarks().isPresent()
        ? face
        : new Detection(
            face.box(),
            face.score(),
            head.flatMap(HeadFit::landmarks68).map(points -> points.toLandmarks5()));
  }

  private static FaceGeometry geometry(Detection face, Optional<HeadFit> head) {
    return new FaceGeometry(face, head.map(HeadFit::pose), head.flatMap(HeadFit::landmarks68));
  }

  private List<Optional<Recognized>> recognize(
      FaceStages.Recognition recognition, Photo photo, List<Detection> faces) {
    List<Integer> usable =
        range(0, faces.size()).filter(i -> faces.get(i).landmarks().isPresent()).boxed().toList();
    List<AlignedFace> aligned =
        usable.stream().map(i -> recognition.aligner().align(photo, faces.get(i))).toList();
    List<Embedding> embeddings = recognition.embedder().embed(aligned);
    List<Optional<Recognized>> result = new ArrayList<>(absent(faces.size()));
    for (int k = 0; k < usable.size(); k++) {
      result.set(
          usable.get(k),
          Optional.of(new Recognized(embeddings.get(k), aligned.get(k).inventedShare())));
    }
    return result;
  }

  private record Recognized(Embedding embedding, double inventedShare) {}

  private static <T> List<Optional<T>> present(List<T> values) {
    return values.stream().map(Optional::of).toList();
  }

  private static <T> List<Optional<T>> absent(int count) {
    return range(0, count).mapToObj(_ -> Optional.<T>empty()).toList();
  }
}
