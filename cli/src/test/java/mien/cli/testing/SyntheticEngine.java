package mien.cli.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import mien.cli.command.FacesEngine;
import mien.core.MienException;
import mien.core.compare.Calibration;
import mien.core.compare.ErrorCurve;
import mien.core.compare.OperatingPoint;
import mien.core.face.Box;
import mien.core.face.HeadPose;
import mien.core.face.ModelId;
import mien.core.photo.PhotoFault;
import mien.core.photo.PhotoIntegrity;
import mien.engine.AnalyzedFace;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.Look;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoSource;
import mien.engine.PhotoTask;
import mien.engine.Wanted;
import mien.engine.assess.Gender;
import mien.engine.image.Photo;
import mien.engine.image.PhotoFormat;
import mien.engine.image.PhotoHeader;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.License;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelTask;
import mien.engine.model.ProviderReport;

/**
 * An engine with a rule instead of networks: a PNG has one face for every full 100 pixels of its
 * width, side by side, each 80 x 100 pixels; the color of its first pixel decides the embedding. In
 * a picture of 130 rows they are 8 years old.
 */
public final class SyntheticEngine implements FacesEngine {

  /** 0.35 lets too many strangers pass: the threshold is 0.5. */
  private static final Calibration MADE_UP =
      new Calibration(
          List.of(
              curve(
                  ErrorCurve.Kind.FALSE_MATCH,
                  OperatingPoint.of(0.3, 0.01, 3000),
                  OperatingPoint.of(0.5, 0.001, 3000))),
          List.of(
              new Calibration.Group(
                  "women", curve(ErrorCurve.Kind.FALSE_MATCH, OperatingPoint.of(0.3, 0.03, 1000)))),
          Optional.of(
              curve(
                  ErrorCurve.Kind.FALSE_NON_MATCH,
                  OperatingPoint.of(0.2, 0.01, 1500),
                  OperatingPoint.of(0.5, 0.1, 1500))),
          Optional.of(curve(ErrorCurve.Kind.FALSE_MATCH, OperatingPoint.of(0.5, 0.4, 100))));

  private static final int CHILDREN_ARE_SO_HIGH = 130;

  private final EngineConfig config;
  private final AtomicInteger closed;

  /** Made by {@link #opener}. */
  private SyntheticEngine(EngineConfig config, AtomicInteger closed) {
    this.config = config;
    this.closed = closed;
  }

  /** Opens such engines and counts how many were closed. */
  public static Opener opener(AtomicInteger closed) {
    return config -> new SyntheticEngine(config, closed);
  }

  @Override
  public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
    if (!config.analysis().aspects().containsAll(wanted)) {
      throw new IllegalArgumentException(
          "asked for " + wanted + ", opened for " + config.analysis().aspects());
    }
    BufferedImage picture = read(photo);
    List<AnalyzedFace> faces = new ArrayList<>();
    int there = picture.getWidth() / 100;
    int kept = Math.min(there, config.analysis().detection().maxFaces().orElse(there));
    for (int i = 0; i < kept; i++) {
      Box box = new Box(100 * i + 10, 20, 100 * i + 90, 120);
      double age = picture.getHeight() == CHILDREN_ARE_SO_HIGH ? 8 : 34.4;
      faces.add(face(box, wanted, picture.getRGB(0, 0), age));
    }
    return new PhotoFaces(
        picture.getWidth(), picture.getHeight(), faces, there - kept, new PhotoIntegrity.Whole());
  }

  @Override
  public <S extends PhotoSource, T> void run(
      Iterator<? extends S> photos,
      Wanted wanted,
      PhotoTask<? super S, ? extends T> task,
      BooleanSupplier stop,
      Consumer<? super PhotoResult<T>> sink) {
    while (!stop.getAsBoolean() && photos.hasNext()) {
      S photo = photos.next();
      sink.accept(PhotoResult.of(photo, bytes -> task.of(photo, look(bytes, wanted.aspects()))));
    }
  }

  private Look look(byte[] photo, Set<Aspect> wanted) {
    PhotoFaces faces = analyze(photo, wanted);
    return new Look(
        new PhotoHeader(PhotoFormat.PNG, faces.width(), faces.height(), 1), faces, pixels(photo));
  }

  private static Photo pixels(byte[] photo) {
    BufferedImage picture = read(photo);
    byte[] rgb = new byte[picture.getWidth() * picture.getHeight() * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      int at = i / 3;
      int pixel = picture.getRGB(at % picture.getWidth(), at / picture.getWidth());
      rgb[i] = (byte) (pixel >> 16);
      rgb[i + 1] = (byte) (pixel >> 8);
      rgb[i + 2] = (byte) pixel;
    }
    return Photo.ofRgb(picture.getWidth(), picture.getHeight(), rgb);
  }

  @Override
  public EngineReport report() {
    ProviderReport report =
        new ProviderReport(
            config.inference().providers(),
            ExecutionProvider.CPU,
            config.inference().providers().contains(ExecutionProvider.CUDA)
                ? Map.of(ExecutionProvider.CUDA, "this build has no CUDA")
                : Map.of());
    List<ModelInUse> models = new ArrayList<>();
    models.add(new ModelInUse(card("synthetic_detector", ModelTask.DETECTION, true), report));
    if (config.analysis().aspects().contains(Aspect.EMBEDDING)) {
      models.add(new ModelInUse(card("synthetic_4", ModelTask.RECOGNITION, false), report));
    }
    return new EngineReport(models, Map.of());
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }

  /** A card with two operating points for the recognizer. */
  public static ModelCard card(String id, ModelTask task, boolean commercial) {
    boolean recognizer = task == ModelTask.RECOGNITION;
    return Cards.of(
        new ModelId(id),
        task,
        recognizer ? ModelFamily.ARCFACE : ModelFamily.YUNET,
        new License(commercial ? "MIT" : "CC BY-NC 4.0", commercial, ""),
        recognizer ? MADE_UP : Calibration.NONE);
  }

  private static ErrorCurve curve(ErrorCurve.Kind kind, OperatingPoint... points) {
    return new ErrorCurve(kind, "made-up pairs", List.of(points));
  }

  private static AnalyzedFace face(Box box, Set<Aspect> wanted, int color, double age) {
    AnalyzedFace full =
        SyntheticFaces.full(box, new HeadPose(3.2, -12.7, 0.96), age, Gender.FEMALE);
    float[] direction = {(color >> 16 & 255) + 1, (color >> 8 & 255) + 1, (color & 255) + 1, 1};
    return new AnalyzedFace(
        full.detection(),
        full.quality(),
        wanted.contains(Aspect.HEAD) ? full.head() : Optional.empty(),
        wanted.contains(Aspect.AGE_GENDER) ? full.ageGender() : Optional.empty(),
        wanted.contains(Aspect.EYES) ? full.eyes() : Optional.empty(),
        wanted.contains(Aspect.LIVENESS) ? full.live() : Optional.empty(),
        wanted.contains(Aspect.EMBEDDING)
            ? Optional.of(mien.core.face.Embedding.normalized(SyntheticFaces.MODEL, direction))
            : Optional.empty(),
        0);
  }

  private static BufferedImage read(byte[] photo) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(photo));
      if (picture == null) {
        throw new MienException(
            PhotoFault.UNKNOWN_FORMAT, "The file is no photo in a format that mien reads.");
      }
      return picture;
    } catch (IOException e) {
      throw new MienException(PhotoFault.DAMAGED, "The photo is damaged.", e);
    }
  }
}
