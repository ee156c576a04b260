package mien.studio.compare;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mien.core.MienException;
import mien.core.face.Point;
import mien.engine.model.ModelCard;
import mien.json.Schema;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.HttpFault;
import mien.studio.http.Metrics;
import mien.studio.http.Problems;
import mien.studio.http.Route;
import mien.studio.http.Upload;

/** The two ways to ask whether two photos show the same person. */
public final class CompareRoutes {

  private static final Set<String> PHOTOS = Set.of("image1", "image2");
  private static final Set<String> TEXTS =
      Set.of("select", "source_date", "target_date", "source_age", "target_age", "face1", "face2");
  private static final Pattern AGE = Pattern.compile("[0-9]{1,3}");
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,4}");
  private static final Pattern POINT =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?),([0-9]{1,6}(?:\\.[0-9]{1,3})?)");

  private final FaceProvider provider;
  private final Bystanders bystanders;
  private final double threshold;
  private final List<ModelCard> models;
  private final Metrics.Counter decisions;

  /**
   * The slice.
   *
   * @param provider stays its owner's
   * @param bystanders what becomes of small faces at the edge
   * @param threshold of the local recognizer, shown where nothing was scored
   * @param models in use, shown with their licences
   * @param metrics counts decisions
   */
  public CompareRoutes(
      FaceProvider provider,
      Bystanders bystanders,
      double threshold,
      List<ModelCard> models,
      Metrics metrics) {
    this.provider = provider;
    this.bystanders = bystanders;
    this.threshold = threshold;
    this.models = List.copyOf(models);
    this.decisions =
        metrics.counter("mien_comparisons_total", "decision", "Comparisons by decision.");
  }

  /** Both routes. */
  public List<Route> routes() {
    return List.of(
        answering(
                Route.of(
                    Route.Method.POST,
                    "/compare-faces",
                    "Do two photos show the same person? The short answer.",
                    this::plain),
                CompareSchemas.PLAIN_ANSWER,
                Answer.JSON,
                Problems.PLAIN,
                CompareSchemas.PLAIN_UNFIT)
            .with(Route.Faults.PLAIN)
            .taking(CompareSchemas.PLAIN_FORM),
        answering(
                Route.of(
                    Route.Method.POST,
                    "/api/v1/compare",
                    "Do two photos show the same person? What was found, how sure it is, and why"
                        + " not.",
                    this::full),
                CompareSchemas.ANSWER,
                Answer.PROBLEM,
                Problems.PROBLEM,
                CompareSchemas.UNFIT)
            .taking(CompareSchemas.FORM));
  }

  private static Route answering(
      Route route, Schema answer, String faultType, Schema fault, Schema unfit) {
    Map<Integer, String> faults = new LinkedHashMap<>();
    faults.put(400, "The format, the size or the content is refused.");
    faults.put(401, "The API key is missing or wrong.");
    faults.put(403, "The request comes from another site's page.");
    faults.put(408, "The upload took too long.");
    faults.put(422, "No face, or several faces, in a photo.");
    faults.put(500, "Internal error.");
    faults.put(502, "The outside provider failed.");
    faults.put(503, "Models are missing; or, with Retry-After, the server is busy.");
    Route all = route.answering(200, Answer.JSON, answer, "A decision, or a rejection.");
    for (Map.Entry<Integer, String> one : faults.entrySet()) {
      Schema body = one.getKey() == 422 ? unfit : fault;
      all = all.answering(one.getKey(), faultType, body, one.getValue());
    }
    return all;
  }

  private Answer plain(Call call) {
    Upload upload = call.upload(PHOTOS, Set.of());
    return answer(upload, Question.PLAIN, Route.Faults.PLAIN, PlainAnswer::of);
  }

  private Answer full(Call call) {
    Upload upload = call.upload(PHOTOS, TEXTS);
    return answer(
        upload,
        question(upload),
        Route.Faults.PROBLEM,
        decided -> Answer.json(out -> CompareAnswer.write(out, decided, threshold, models)));
  }

  private Answer answer(
      Upload upload,
      Question question,
      Route.Faults dialect,
      Function<Comparison.Decided, Answer> writer) {
    byte[] first = upload.file("image1");
    byte[] second = upload.file("image2");
    PhotoComparer comparer = new PhotoComparer(provider.forRequest(), bystanders);
    return switch (comparer.compare(first, second, question)) {
      case Comparison.NoFace none -> UnfitPhoto.of(none, dialect);
      case Comparison.SeveralFaces several -> UnfitPhoto.of(several, dialect);
      case Comparison.Decided decided -> {
        decisions.count(CompareWords.word(decided.decision()));
        yield writer.apply(decided);
      }
    };
  }

  private static Question question(Upload upload) {
    String select = upload.text("select").orElse(Selection.ONLY.word());
    Selection selection =
        Selection.of(select).orElseThrow(() -> wrong("select", "only, largest or all"));
    return new Question(
        selection,
        true,
        new Question.Known(
            age(upload, "source_age"), date(upload, "source_date"), face(upload, "face1")),
        new Question.Known(
            age(upload, "target_age"), date(upload, "target_date"), face(upload, "face2")));
  }

  private static Optional<ChosenFace> face(Upload upload, String field) {
    return upload
        .text(field)
        .map(
            text -> {
              Matcher point = POINT.matcher(text);
              if (point.matches()) {
                double x = Double.parseDouble(point.group(1));
                return new ChosenFace.At(new Point(x, Double.parseDouble(point.group(2))));
              }
              if (!INDEX.matcher(text).matches()) {
                throw wrong(field, "a face's index, or a point in the face such as 310,205");
              }
              return new ChosenFace.ByIndex(Integer.parseInt(text));
            });
  }

  private static OptionalInt age(Upload upload, String field) {
    Optional<String> text = upload.text(field);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!AGE.matcher(text.get()).matches() || Integer.parseInt(text.get()) > 130) {
      throw wrong(field, "completed years from 0 to 130");
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }

  private static Optional<LocalDate> date(Upload upload, String field) {
    return upload
        .text(field)
        .map(
            text -> {
              try {
                return LocalDate.parse(text);
              } catch (DateTimeParseException e) {
                throw wrong(field, "a date like 1987-05-31");
              }
            });
  }

  private static MienException wrong(String field, String rule) {
    return new MienException(
        HttpFault.UPLOAD_FIELD, "The field '" + field + "' must be " + rule + ".");
  }
}
