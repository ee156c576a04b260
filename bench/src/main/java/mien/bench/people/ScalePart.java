package mien.bench.people;

import static mien.bench.report.Numbers.fixed;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import mien.bench.report.Machine;
import mien.bench.report.ResultFile;
import mien.core.face.Embedding;
import mien.core.people.FaceVectors;
import mien.core.people.NeighborGraph;
import mien.core.people.SimilarityBars;
import mien.vault.search.GrowingIndex;
import mien.vault.search.KernelPreference;

/** Libraries of synthetic faces: how long grouping takes, and one new face. For one thread. */
final class ScalePart {

  private static final long SEED = 34;
  private static final int CHECKED = 200;
  private static final int PROBES = 50;
  private static final int WARM = 10;

  private final ResultFile page;
  private final int threads;

  ScalePart(ResultFile page, int threads) {
    this.page = page;
    this.threads = threads;
  }

  void write(LabeledFaces real, Recognized recognizer, String libraries) {
    page.section("Speed");
    page.paragraph(PeopleText.SCALE + " " + threads + " threads compare, one groups.");
    SimilarityBars card = recognizer.bars().orElseThrow();
    List<List<String>> rows = new ArrayList<>();
    for (String words : libraries.split(",", -1)) {
      rows.add(library(real, recognizer, card, Integer.parseInt(words)));
    }
    page.table(
        List.of(
            "faces",
            "load",
            "compare, s",
            "group, s",
            "edges",
            "edges found",
            "peak memory, MB",
            "one new face, ms (median, highest)"),
        rows);
  }

  private List<String> library(
      LabeledFaces real, Recognized recognizer, SimilarityBars card, int count) {
    StrangerFaces faces = new StrangerFaces(real.rows(), 200, SEED);
    float[][] rows = faces.library(count);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    LibraryRun run = LibraryRun.of(rows, card, threads);
    long peak = Machine.peakResidentBytes(ProcessHandle.current().pid()) >> 20;
    String found = recall(rows, run.graph(), card.forFaces(count).join());
    return List.of(
        String.format(Locale.ROOT, "%,d", count),
        fixed(load, 1),
        fixed(run.compareSeconds(), 1),
        fixed(run.groupSeconds(), 1),
        String.format(Locale.ROOT, "%,d", run.graph().edges()),
        found,
        "" + peak,
        oneFace(rows, recognizer, faces));
  }

  private static String recall(float[][] rows, NeighborGraph graph, double floor) {
    FaceVectors vectors = FaceVectors.of(rows);
    Random random = new Random(SEED);
    long there = 0;
    long found = 0;
    for (int checked = 0; checked < CHECKED; checked++) {
      int face = random.nextInt(rows.length);
      Set<Integer> near = new HashSet<>();
      IntStream.range(graph.from(face), graph.from(face + 1))
          .forEach(edge -> near.add(graph.neighbor(edge)));
      if (near.size() < LibraryRun.NEIGHBORS) {
        for (int other = 0; other < rows.length; other++) {
          if (other != face && vectors.similarity(face, other) >= floor) {
            there++;
            found += near.contains(other) ? 1 : 0;
          }
        }
      }
    }
    return found + " of " + there;
  }

  private static String oneFace(float[][] rows, Recognized recognizer, StrangerFaces faces) {
    int count = rows.length;
    try (GrowingIndex index =
        new GrowingIndex(recognizer.card().id(), rows[0].length, count, KernelPreference.AUTO)) {
      for (int row = 0; row < count; row++) {
        index.add(Embedding.normalized(recognizer.card().id(), rows[row]));
        rows[row] = new float[0];
      }
      List<Double> times = new ArrayList<>();
      for (float[] probe : faces.draw(WARM + PROBES)) {
        Embedding face = Embedding.normalized(recognizer.card().id(), probe);
        long started = System.nanoTime();
        index.nearest(List.of(face), LibraryRun.NEIGHBORS);
        times.add((System.nanoTime() - started) / 1e6);
      }
      List<Double> sorted = times.subList(WARM, times.size()).stream().sorted().toList();
      return fixed(sorted.get(sorted.size() / 2), 1) + ", " + fixed(sorted.getLast(), 1);
    }
  }
}
