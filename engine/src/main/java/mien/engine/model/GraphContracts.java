package mien.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.face.ModelId;
import mien.engine.model.GraphContract.Golden;
import mien.engine.model.GraphContract.Output;

/**
 * The table of graph contracts beside this class, {@code graphs.tsv}: one output a line, in the
 * graph's order, with tabs between model, probe shape, output name ({@code *} where not known),
 * output shape, and, where we have run the file, mean, root mean square and samples.
 */
final class GraphContracts {

  private static final String RESOURCE = "graphs.tsv";

  private GraphContracts() {}

  static Map<ModelId, GraphContract> builtIn() {
    try (InputStream in = GraphContracts.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the table " + RESOURCE + " is not in the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<ModelId, GraphContract> parse(String text) {
    Map<ModelId, GraphContract> contracts = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .forEach(
            cells ->
                contracts.merge(
                    new ModelId(cells[0]),
                    new GraphContract(shape(cells[1]), List.of(output(cells))),
                    GraphContracts::joined));
    return contracts;
  }

  /** The line of one output. */
  static String line(ModelId id, GraphContract contract, Output output) {
    StringBuilder line = new StringBuilder();
    line.append(id).append('\t').append(text(contract.probeShape())).append('\t');
    line.append(output.name().orElse("*")).append('\t').append(text(output.shape()));
    output
        .golden()
        .ifPresent(
            golden -> {
              line.append('\t').append((float) golden.mean());
              line.append('\t').append((float) golden.rms());
              golden.samples().forEach(v -> line.append('\t').append(v.floatValue()));
            });
    return line.toString();
  }

  private static GraphContract joined(GraphContract before, GraphContract more) {
    List<Output> outputs = new ArrayList<>(before.outputs());
    outputs.addAll(more.outputs());
    return new GraphContract(before.probeShape(), outputs);
  }

  private static Output output(String[] cells) {
    Optional<String> name = cells[2].equals("*") ? Optional.empty() : Optional.of(cells[2]);
    Optional<Golden> golden = Optional.empty();
    if (cells.length > 4) {
      List<Double> samples =
          Arrays.stream(cells).skip(6).map(cell -> (double) Float.parseFloat(cell)).toList();
      golden =
          Optional.of(new Golden(Float.parseFloat(cells[4]), Float.parseFloat(cells[5]), samples));
    }
    return new Output(name, shape(cells[3]), golden);
  }

  private static List<Long> shape(String text) {
    return Arrays.stream(text.split("x")).map(Long::valueOf).toList();
  }

  private static String text(List<Long> shape) {
    return String.join("x", shape.stream().map(String::valueOf).toList());
  }
}
