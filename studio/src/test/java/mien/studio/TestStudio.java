package mien.studio;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mien.engine.EngineConfig;
import mien.engine.image.PhotoLimits;
import mien.json.JsonText;
import mien.studio.compare.Bystanders;
import mien.studio.compare.ComparePlan;
import mien.studio.compare.CompareSettings;
import mien.studio.compare.FaceProvider;
import mien.studio.compare.ThresholdRule;
import mien.studio.frame.Faces;
import mien.studio.frame.Frame;
import mien.studio.frame.JobJournal;
import mien.studio.frame.Jobs;
import mien.studio.frame.Slice;
import mien.studio.http.HttpApi;
import mien.studio.http.HttpSettings;
import mien.studio.http.Metrics;
import mien.studio.http.Route;
import mien.studio.http.UploadLimits;

/** The real server on a free port of loopback, over a provider of the test's choice. */
final class TestStudio implements AutoCloseable {

  final HttpApi http;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestStudio(HttpApi http) {
    this.http = http;
  }

  static TestStudio over(FaceProvider provider) {
    return over(provider, HttpSettings.loopback(0), UploadLimits.standard());
  }

  static TestStudio over(FaceProvider provider, Bystanders bystanders) {
    return over(provider, bystanders, HttpSettings.loopback(0), UploadLimits.standard());
  }

  static TestStudio over(FaceProvider provider, HttpSettings settings, UploadLimits limits) {
    return over(provider, Bystanders.ASK, settings, limits);
  }

  private static TestStudio over(
      FaceProvider provider, Bystanders bystanders, HttpSettings settings, UploadLimits limits) {
    Metrics metrics = new Metrics();
    ComparePlan plan =
        new ComparePlan(
            new CompareSettings(new ThresholdRule.Contract(), bystanders), _ -> provider);
    StudioConfig config =
        StudioConfig.of(
            settings, EngineConfig.of(List.of(Path.of("nowhere"))), List.of(plan), "test");
    Faces faces = new Faces.Missing("no models are here");
    Slice compare =
        plan.open(new Frame(faces, new Jobs(JobJournal.none(), InstantSource.system()), metrics));
    List<Route> routes =
        new ArrayList<>(new StatusRoutes(config, faces, List.of(compare)).routes());
    routes.addAll(compare.routes());
    return new TestStudio(
        HttpApi.start(settings, limits, PhotoLimits.DEFAULT, routes, metrics, "test"));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> fetch(String path) {
    return send(HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60)).build());
  }

  HttpResponse<String> post(String path, Form form) {
    return send(form.post(uri(path)).timeout(Duration.ofSeconds(60)).build());
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> json(HttpResponse<String> answer) {
    return (Map<String, Object>) JsonText.read(answer.body());
  }

  /** A picture that decodes, of any of the formats that ImageIO writes. */
  static byte[] picture(String format, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < side; i++) {
      image.setRGB(i, i, 0xffffff);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    http.close();
    client.close();
  }
}
