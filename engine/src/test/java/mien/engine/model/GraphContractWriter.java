package mien.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.engine.model.GraphContract.Golden;
import mien.engine.model.GraphContract.Output;
import mien.engine.onnx.OnnxModel;

/**
 * Regenerates {@code graphs.tsv}: runs every model that is there on the synthetic input and keeps
 * the lines of the others. Arguments: the table, then the model folders. See docs/models.md.
 */
final class GraphContractWriter {

  private static final long FREE_SIDE = 64;

  /** One number a picture, mostly near 0 or 1: several pictures, so that some are not. */
  private static final long OCEC_BATCH = 8;

  private GraphContractWriter() {}

  public static void main(String[] arguments) throws IOException {
    Path table = Path.of(arguments[0]);
    List<Path> folders =
        List.of(arguments).subList(1, arguments.length).stream().map(Path::of).toList();
    ModelCatalog catalog = ModelCatalog.builtIn();
    ModelStore store = new ModelStore(catalog, folders);
    List<String> lines = new ArrayList<>();
    lines.add("# model\tprobe\toutput\tshape\tmean\trms\tsamples");
    for (ModelCard card : catalog.cards()) {
      if (!card.isNetwork()) {
        continue;
      }
      if (store.has(card.id())) {
        GraphContract contract = measure(store.verify(card.id()), card);
        contract.outputs().forEach(o -> lines.add(GraphContracts.line(card.id(), contract, o)));
      } else {
        card.graph()
            .ifPresent(
                kept ->
                    kept.outputs()
                        .forEach(o -> lines.add(GraphContracts.line(card.id(), kept, o))));
      }
    }
    Files.write(table, lines);
  }

  private static GraphContract measure(Path file, ModelCard card) throws IOException {
    ModelInput input = card.input().orElseThrow();
    ModelCard bare =
        new ModelCard(
            card.id(),
            card.task(),
            card.family(),
            card.fileName(),
            card.bytes(),
            card.sha256(),
            card.sources(),
            card.license(),
            card.input(),
            card.dimension(),
            card.calibration());
    try (OnnxModel model = OnnxModel.open(bare, Files.readAllBytes(file), 1)) {
      List<Long> probe =
          List.of(
              card.family() == ModelFamily.OCEC ? OCEC_BATCH : 1L,
              model.inputShape().get(1) == 1 ? 1L : 3L,
              input.height() == 0 ? FREE_SIDE : input.height(),
              input.width() == 0 ? FREE_SIDE : input.width());
      List<Output> outputs =
          ModelProbe.outputs(card, probe, model::run).stream()
              .map(
                  o ->
                      new Output(
                          Optional.of(o.name()), o.shape(), Optional.of(Golden.of(o.values()))))
              .toList();
      return new GraphContract(probe, outputs);
    }
  }
}
