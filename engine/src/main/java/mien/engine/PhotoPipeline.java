package mien.engine;

import static java.util.stream.IntStream.range;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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
import mien.engine.detect.FoundFace;
import mien.engine.detect.FoundFaces;
import mien.engine.image.Cancellation;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoHeader;

/**
 * One photo from bytes to faces, on the thread that calls it.
 *
 * <p>A large photo is first decoded at a half, a quarter or an eighth of its size, where detection
 * loses nothing, and again, larger, only if a face in it would otherwise have fewer pixels than the
 * recognizer's template. Measured on 24-megapixel JPEGs (2 cores, libjpeg-turbo): half the size
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
    return look(bytes, Wanted.of(wanted), Look::faces);
  }

  /**
   * Finds the faces and runs {@code task}, with as many pixels as its pictures need. A task never
   * changes what is found: where its pictures need more pixels than the faces, those are decoded
   * for it once the faces are described.
   */
  <T> T look(byte[] bytes, Wanted wanted, Function<? super Look, ? extends T> task) {
    PhotoHeader header = decoder.header(bytes);
    Cancellation.check();
    int longSide = Math.max(header.width(), header.height());
    Photo first = decoder.decode(bytes, firstLook(longSide));
    FoundFaces found = stages.finder().find(first, options);
    SecondLook close = SecondLook.of(header, neededScale(found) / SLACK, workers.room());
    double asked = Math.min(1, (double) wanted.longSide() / longSide);
    SecondLook large = SecondLook.of(header, asked, workers.room());
    boolean again = close.scale() > first.scale();
    Supplier<Photo> closer = () -> decoder.decode(bytes, close.longSide(header));
    if (large.scale() > Math.max(first.scale(), close.scale())) {
      PhotoFaces faces =
          again
              ? workers.holding(
                  close.bytes(), () -> describeAnew(closer.get(), found, wanted.aspects()))
              : describe(first, found, wanted.aspects());
      return workers.holding(
          large.bytes(),
          () -> task.apply(new Look(header, faces, decoder.decode(bytes, large.longSide(header)))));
    }
    if (!again) {
      return task.apply(new Look(header, describe(first, found, wanted.aspects()), first));
    }
    Cancellation.check();
    return workers.holding(
        close.bytes(),
        () -> {
          Photo photo = closer.get();
          return task.apply(new Look(header, describeAnew(photo, found, wanted.aspects()), photo));
        });
  }

  PhotoFaces analyze(Photo photo, Set<Aspect> wanted) {
    Cancellation.check();
    return describe(photo, stages.finder().find(photo, options), wanted);
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
  private static double neededScale(FoundFaces found) {
    return found.faces().stream()
        .map(FoundFace::detection)
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

  /** With more pixels than the faces were found in. */
  private PhotoFaces describeAnew(Photo photo, FoundFaces found, Set<Aspect> wanted) {
    List<FoundFace> refined = stages.finder().refined(photo, found.faces());
    return describe(photo, new FoundFaces(refined, found.leftOut()), wanted);
  }

  private PhotoFaces describe(Photo photo, FoundFaces found, Set<Aspect> wanted) {
    Cancellation.check();
    PhotoFaces described = described(photo, found, wanted);
    heap.photoDone();
    return described;
  }

  private PhotoFaces described(Photo photo, FoundFaces found, Set<Aspect> wanted) {
    List<FoundFace> seen = found.faces();
    List<Optional<HeadFit>> heads = heads(photo, seen, wanted);
    List<Detection> faces =
        range(0, seen.size())
            .mapToObj(i -> withLandmarks(seen.get(i).detection(), heads.get(i)))
            .toList();
    List<Integer> placed =
        range(0, faces.size()).filter(i -> faces.get(i).landmarks().isPresent()).boxed().toList();
    List<Detection> placedFaces = placed.stream().map(faces::get).toList();
    List<Optional<AgeGender>> ages =
        spread(
            faces.size(),
            placed,
            stages
                .age()
                .filter(_ -> wanted(wanted, Aspect.AGE_GENDER))
                .map(m -> m.estimate(photo, outlined(placed, faces, seen))));
    List<FaceGeometry> geometry =
        placed.stream().map(i -> geometry(faces.get(i), heads.get(i), seen.get(i))).toList();
    List<Optional<EyesOpen>> eyes =
        spread(
            faces.size(),
            placed,
            stages
                .eyes()
                .filter(_ -> wanted(wanted, Aspect.EYES))
                .map(m -> m.estimate(photo, geometry)));
    List<Optional<Liveness>> live =
        spread(
            faces.size(),
            placed,
            stages
                .liveness()
                .filter(_ -> wanted(wanted, Aspect.LIVENESS))
                .map(m -> m.judge(photo, placedFaces)));
    List<Optional<Recognized>> recognized =
        spread(
            faces.size(),
            placed,
            stages
                .recognition()
                .filter(_ -> wanted(wanted, Aspect.EMBEDDING))
                .map(r -> recognize(r, photo, placedFaces)));
    List<AnalyzedFace> analyzed = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      Optional<HeadFit> head = heads.get(i);
      analyzed.add(
          new AnalyzedFace(
              faces.get(i),
              stages.quality().assess(photo, faces.get(i), head.map(HeadFit::pose)),
              head,
              ages.get(i),
              eyes.get(i),
              live.get(i),
              recognized.get(i).map(Recognized::embedding),
              recognized.get(i).map(Recognized::inventedShare).orElse(0.0)));
    }
    return new PhotoFaces(
        photo.displayedWidth(),
        photo.displayedHeight(),
        analyzed,
        found.leftOut(),
        photo.integrity());
  }

  /** Whether to begin a stage now: before each, the whole work may have become unwanted. */
  private static boolean wanted(Set<Aspect> wanted, Aspect aspect) {
    Cancellation.check();
    return wanted.contains(aspect);
  }

  /** By 3DDFA_V2 where it is among the stages, else what the meshes say. */
  private List<Optional<HeadFit>> heads(Photo photo, List<FoundFace> found, Set<Aspect> wanted) {
    boolean needed = wanted.contains(Aspect.HEAD) || wanted.contains(Aspect.EYES);
    if (stages.pose().isEmpty()) {
      return found.stream()
          .map(face -> face.mesh().filter(_ -> needed).flatMap(HeadFit::of))
          .toList();
    }
    List<Detection> faces = found.stream().map(FoundFace::detection).toList();
    return needed || faces.stream().anyMatch(face -> face.landmarks().isEmpty())
        ? stages.pose().get().fit(photo, faces).stream().map(Optional::of).toList()
        : found.stream().map(_ -> Optional.<HeadFit>empty()).toList();
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

  /** The faces with the mesh's outline for a box: detectors disagree on what belongs to a face. */
  private static List<Detection> outlined(
      List<Integer> places, List<Detection> faces, List<FoundFace> seen) {
    return places.stream()
        .map(
            i ->
                seen.get(i)
                    .mesh()
                    .map(
                        mesh ->
                            new Detection(
                                mesh.bounds(), faces.get(i).score(), faces.get(i).landmarks()))
                    .orElse(faces.get(i)))
        .toList();
  }

  private static FaceGeometry geometry(Detection face, Optional<HeadFit> head, FoundFace found) {
    return new FaceGeometry(
        face, head.map(HeadFit::pose), head.flatMap(HeadFit::landmarks68), found.mesh());
  }

  private static List<Recognized> recognize(
      FaceStages.Recognition recognition, Photo photo, List<Detection> faces) {
    List<AlignedFace> aligned =
        faces.stream().map(face -> recognition.aligner().align(photo, face)).toList();
    List<Embedding> embeddings = recognition.embedder().embed(aligned);
    return range(0, faces.size())
        .mapToObj(i -> new Recognized(embeddings.get(i), aligned.get(i).inventedShare()))
        .toList();
  }

  private record Recognized(Embedding embedding, double inventedShare) {}

  /**
   * What was found out of some of the faces, as one entry a face: the others are without, because
   * nothing but five points says where in the box a face is.
   */
  private static <T> List<Optional<T>> spread(
      int count, List<Integer> places, Optional<List<T>> values) {
    List<Optional<T>> all = new ArrayList<>(Collections.nCopies(count, Optional.<T>empty()));
    values.ifPresent(
        some ->
            range(0, some.size()).forEach(k -> all.set(places.get(k), Optional.of(some.get(k)))));
    return all;
  }
}
