package mien.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import mien.core.compare.Calibration;
import mien.core.face.CosineSimilarity;
import mien.core.face.Detection;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.core.face.Point;
import mien.engine.align.AlignedFace;
import mien.engine.align.FivePointAligner;
import mien.engine.align.FrontalAligner;
import mien.engine.assess.HeadFit;
import mien.engine.assess.TddfaBasis;
import mien.engine.assess.TddfaPoseEstimator;
import mien.engine.detect.DetectionOptions;
import mien.engine.detect.FaceDetector;
import mien.engine.detect.ScrfdDetector;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Normalization;
import mien.engine.image.Photo;
import mien.engine.model.License;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelInput;
import mien.engine.model.ModelTask;
import mien.engine.onnx.OnnxModel;
import mien.engine.recognize.ArcFaceEmbedder;
import mien.engine.recognize.FaceEmbedder;

/**
 * Does frontal normalization help recognition, and from which yaw? Verifies the pairs of {@code
 * pairs.csv} with faces aligned by five points, frontally (with and without filling unseen parts),
 * and with the mean of the two embeddings, and prints one table a recognizer. See
 * docs/adr/0003-frontal-alignment.md.
 *
 * <p>{@code FrontalStudy MODELS PHOTOS [EVERY]}: of the pairs without a turned face, every EVERY-th
 * is taken (1 takes all). Prints aggregates only; nothing is written.
 */
public final class FrontalStudy {

  /** One pair to verify. */
  private record Pair(String a, String b, boolean same) {}

  /** What the study keeps of a face while it runs; {@code yaw} is absolute, in degrees. */
  private record Face(double yaw, double invented, Map<String, List<Embedding>> byModel) {}

  private static final int FIVE = 0;
  private static final int FRONTAL = 1;
  private static final int UNFILLED = 2;

  private static final Map<String, Integer> METHODS = new LinkedHashMap<>();

  static {
    METHODS.put("five-point", FIVE);
    METHODS.put("frontal", FRONTAL);
    METHODS.put("frontal, unfilled", UNFILLED);
  }

  private final Path photos;
  private final FaceDetector detector;
  private final TddfaPoseEstimator pose;
  private final List<FaceEmbedder> embedders;
  private final Map<String, Optional<HeadFit>> fits = new HashMap<>();
  private final Map<String, Detection> detections = new HashMap<>();
  private final Map<String, Face> faces = new HashMap<>();

  private FrontalStudy(Path models, Path photos) throws IOException {
    this.photos = photos;
    this.detector = new ScrfdDetector(open(models, "scrfd_2.5g_kps", ModelFamily.SCRFD, 0, 128, 0));
    this.pose =
        new TddfaPoseEstimator(
            open(models, "3ddfa_v2_mb05", ModelFamily.TDDFA_V2, 120, 128, 0),
            Optional.of(
                TddfaBasis.read(Files.readAllBytes(models.resolve("3ddfa_v2_kps68_basis.bin")))));
    this.embedders =
        List.of(
            new ArcFaceEmbedder(
                open(models, "edgeface_xs_512", ModelFamily.ARCFACE, 112, 127.5, 512)),
            new ArcFaceEmbedder(
                open(models, "mobilefacenet_y1_128", ModelFamily.ARCFACE, 112, 128, 128)));
  }

  /** Runs the study. */
  public static void main(String[] args) throws IOException {
    FrontalStudy study = new FrontalStudy(Path.of(args[0]), Path.of(args[1]));
    study.run(args.length > 2 ? Integer.parseInt(args[2]) : 1);
  }

  private void run(int every) throws IOException {
    List<Pair> pairs = pairs();
    Set<String> names = new HashSet<>();
    pairs.forEach(p -> names.addAll(List.of(p.a(), p.b())));
    for (String name : names) {
      fits.put(name, find(name));
    }
    List<Pair> found =
        pairs.stream().filter(p -> yaw(p.a()).isPresent() && yaw(p.b()).isPresent()).toList();
    System.out.printf(
        Locale.ROOT, "%d pairs, %d with a face in both photos%n", pairs.size(), found.size());
    List<Pair> taken = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (turn(found.get(i)) > 20 || i % every == 0) {
        taken.add(found.get(i));
      }
    }
    for (Pair pair : taken) {
      embed(pair.a());
      embed(pair.b());
    }
    for (FaceEmbedder embedder : embedders) {
      report(embedder.card().id().value(), taken);
    }
  }

  private Optional<Double> yaw(String name) {
    return fits.getOrDefault(name, Optional.empty()).map(f -> Math.abs(f.pose().yawDegrees()));
  }

  private double turn(Pair pair) {
    return Math.max(yaw(pair.a()).orElseThrow(), yaw(pair.b()).orElseThrow());
  }

  private Optional<HeadFit> find(String name) throws IOException {
    Photo photo = read(name);
    DetectionOptions options =
        new DetectionOptions(0.5, OptionalInt.of(20), OptionalInt.of(320), true, false, false);
    Point middle = new Point(photo.displayedWidth() / 2.0, photo.displayedHeight() / 2.0);
    // The person of an LFW photo is the one in the middle; others may be larger or clearer.
    Optional<Detection> face =
        detector.detect(photo, options).stream()
            .max(
                Comparator.comparingDouble(
                    d -> d.box().area() - 2 * square(d.box().center().distanceTo(middle))));
    face.ifPresent(f -> detections.put(name, f));
    return face.map(f -> pose.fit(photo, List.of(f)).getFirst());
  }

  private static double square(double v) {
    return v * v;
  }

  private void embed(String name) throws IOException {
    if (faces.containsKey(name)) {
      return;
    }
    Photo photo = read(name);
    HeadFit fit = of(fits, name).orElseThrow();
    AlignedFace frontal = new FrontalAligner(pose, 112).align(photo, fit);
    List<AlignedFace> aligned =
        List.of(
            new FivePointAligner(112).align(photo, of(detections, name)),
            frontal,
            new FrontalAligner(pose, 112, false).align(photo, fit));
    Map<String, List<Embedding>> byModel = new HashMap<>();
    for (FaceEmbedder embedder : embedders) {
      byModel.put(embedder.card().id().value(), embedder.embed(aligned));
    }
    faces.put(name, new Face(Math.abs(fit.pose().yawDegrees()), frontal.inventedShare(), byModel));
  }

  private void report(String model, List<Pair> pairs) {
    System.out.printf(
        "%n%s%n| pairs | same / different | method | AUC | accuracy | TAR at FAR 1 %% |%n", model);
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    for (int least : new int[] {0, 20, 30, 45, 60}) {
      List<Pair> some = pairs.stream().filter(p -> turn(p) >= least).toList();
      String group = least == 0 ? "all taken" : "a yaw of " + least + " or more";
      METHODS.forEach((name, i) -> line(group, name, some, p -> score(model, p, i, i)));
      line(group, "mean of both", some, p -> blend(model, p));
      line(group, "frontal from 30", some, p -> score(model, p, choice(p.a()), choice(p.b())));
    }
  }

  private int choice(String name) {
    return of(faces, name).yaw() >= 30 ? FRONTAL : FIVE;
  }

  private static <V> V of(Map<String, V> values, String name) {
    return Objects.requireNonNull(values.get(name), "not looked at before");
  }

  private Embedding embedding(String model, String name, int method) {
    return of(of(faces, name).byModel(), model).get(method);
  }

  private double score(String model, Pair pair, int a, int b) {
    return CosineSimilarity.between(embedding(model, pair.a(), a), embedding(model, pair.b(), b));
  }

  private double blend(String model, Pair pair) {
    return CosineSimilarity.between(mean(model, pair.a()), mean(model, pair.b()));
  }

  private Embedding mean(String model, String name) {
    float[] sum = embedding(model, name, FIVE).toArray();
    float[] other = embedding(model, name, FRONTAL).toArray();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return Embedding.normalized(new ModelId(model), sum);
  }

  private static void line(
      String group, String method, List<Pair> pairs, ToDoubleFunction<Pair> score) {
    double[] same = pairs.stream().filter(Pair::same).mapToDouble(score).sorted().toArray();
    double[] different =
        pairs.stream().filter(p -> !p.same()).mapToDouble(score).sorted().toArray();
    if (same.length < 10 || different.length < 10) {
      return;
    }
    double bar = different[(int) Math.floor(different.length * 0.99)];
    System.out.printf(
        Locale.ROOT,
        "| %s | %d / %d | %s | %.4f | %.2f %% | %.1f %% |%n",
        group,
        same.length,
        different.length,
        method,
        auc(same, different),
        100 * accuracy(pairs, score),
        100.0 * Arrays.stream(same).filter(s -> s > bar).count() / same.length);
  }

  /** The chance that a same-person pair scores above a different-person pair. */
  private static double auc(double[] same, double[] different) {
    double wins = 0;
    for (double s : same) {
      int below = Arrays.binarySearch(different, s);
      wins += below >= 0 ? below + 0.5 : -below - 1;
    }
    return wins / same.length / different.length;
  }

  /** Ten folds; the threshold of each is the best one of the other nine. */
  private static double accuracy(List<Pair> pairs, ToDoubleFunction<Pair> score) {
    double[] scores = pairs.stream().mapToDouble(score).toArray();
    int right = 0;
    for (int fold = 0; fold < 10; fold++) {
      double threshold = best(pairs, scores, fold);
      for (int i = fold; i < scores.length; i += 10) {
        right += (scores[i] >= threshold) == pairs.get(i).same() ? 1 : 0;
      }
    }
    return (double) right / scores.length;
  }

  private static double best(List<Pair> pairs, double[] scores, int leftOut) {
    List<Integer> order = new ArrayList<>();
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      if (i % 10 != leftOut) {
        order.add(i);
        right += pairs.get(i).same() ? 1 : 0;
      }
    }
    order.sort(Comparator.comparingDouble(i -> scores[i]));
    int most = right;
    double threshold = -1;
    for (int k = 0; k < order.size() - 1; k++) {
      right += pairs.get(order.get(k)).same() ? -1 : 1;
      if (right > most) {
        most = right;
        threshold = (scores[order.get(k)] + scores[order.get(k + 1)]) / 2;
      }
    }
    return threshold;
  }

  private List<Pair> pairs() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(photos.resolve("pairs.csv"))) {
      String[] f = line.split(",", 5);
      if (f.length == 5 && !f[2].equals("same") && !f[4].contains("errata")) {
        pairs.add(new Pair(f[0], f[1], f[2].equals("1")));
      }
    }
    return pairs;
  }

  private Photo read(String name) throws IOException {
    BufferedImage image = ImageIO.read(photos.resolve(name).toFile());
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      int argb = image.getRGB(i % width, i / width);
      rgb[i * 3] = (byte) (argb >> 16);
      rgb[i * 3 + 1] = (byte) (argb >> 8);
      rgb[i * 3 + 2] = (byte) argb;
    }
    return Photo.ofRgb(width, height, rgb);
  }

  private static LoadedModel open(
      Path models, String id, ModelFamily family, int side, double divisor, int dimension)
      throws IOException {
    ChannelOrder order = family == ModelFamily.TDDFA_V2 ? ChannelOrder.BGR : ChannelOrder.RGB;
    ModelCard card =
        new ModelCard(
            new ModelId(id),
            ModelTask.RECOGNITION,
            family,
            id + ".onnx",
            0,
            "0".repeat(64),
            List.of(),
            new License("see the catalog", false, ""),
            Optional.of(new ModelInput(side, side, Normalization.of(order, 127.5, divisor))),
            dimension,
            Calibration.NONE);
    return OnnxModel.open(card, Files.readAllBytes(models.resolve(card.fileName())), 1);
  }
}
