package mien.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mien.cli.command.FacesEngine;
import mien.cli.testing.SyntheticEngine;
import mien.core.compare.Calibration;
import mien.core.compare.ErrorCurve;
import mien.core.compare.OperatingPoint;
import mien.core.face.ModelId;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoSource;
import mien.engine.PhotoTask;
import mien.engine.Wanted;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.License;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelTask;
import mien.engine.model.ProviderReport;

/** The synthetic engine with a recognizer whose only threshold is 0.9. */
final class StrictEngine implements FacesEngine {

  private final FacesEngine engine;

  StrictEngine(EngineConfig config) {
    this.engine = SyntheticEngine.opener(new AtomicInteger()).open(config);
  }

  @Override
  public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
    return engine.analyze(photo, wanted);
  }

  @Override
  public <S extends PhotoSource, T> void run(
      Iterator<? extends S> photos,
      Wanted wanted,
      PhotoTask<? super S, ? extends T> task,
      BooleanSupplier stop,
      Consumer<? super PhotoResult<T>> sink) {
    engine.run(photos, wanted, task, stop, sink);
  }

  @Override
  public EngineReport report() {
    ModelCard card =
        new ModelCard(
            new ModelId("strict_4"),
            ModelTask.RECOGNITION,
            ModelFamily.ARCFACE,
            "strict.onnx",
            1,
            "0".repeat(64),
            List.of(),
            new License("MIT", true, ""),
            Optional.empty(),
            4,
            new Calibration(
                List.of(
                    new ErrorCurve(
                        ErrorCurve.Kind.FALSE_MATCH,
                        "made-up pairs",
                        List.of(OperatingPoint.of(0.9, 0.001, 3000)))),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    ProviderReport report =
        new ProviderReport(List.of(ExecutionProvider.CPU), ExecutionProvider.CPU, Map.of());
    return new EngineReport(List.of(new ModelInUse(card, report)), Map.of());
  }

  @Override
  public void close() {
    engine.close();
  }
}
