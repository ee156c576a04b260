package mien.cli.faces;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import mien.cli.command.EngineAccess;
import mien.cli.command.EngineAccess.OpenedEngine;
import mien.cli.command.EngineOptions;
import mien.cli.command.EngineOptions.Job;
import mien.cli.command.ExitCode;
import mien.cli.command.MienCommand;
import mien.cli.command.ModelPlaces;
import mien.cli.command.Surroundings;
import mien.cli.faces.FacesRun.Tally;
import mien.cli.fault.CliFault;
import mien.cli.file.AtomicFile;
import mien.cli.terminal.Amounts;
import mien.cli.terminal.Ink;
import mien.cli.terminal.Progress;
import mien.cli.terminal.SafeText;
import mien.core.MienException;
import mien.engine.Aspect;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoResult.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mien faces}. */
@Command(
    name = "faces",
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Find every face in photos.",
    description = {
      "",
      "Prints one line per face: its box in pixels, head pose in degrees, guesses of age and gender,"
          + " whether the eyes are open, and how good a picture of a face it is. Folders are searched"
          + " with their subfolders; files in them that are not photos are skipped.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 every photo was read, 1 some were refused, 2 wrong usage.",
      "",
      "Examples:",
      "  mien faces photo.jpg",
      "  mien faces --json --out faces.jsonl --annotate drawn/ shoot/",
      "  curl -s https://example.org/photo.jpg | mien faces --json -"
    })
public final class FacesCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Photos, folders, or - for standard input.")
  List<String> paths;

  @Option(names = "--json", description = "Print one JSON object per photo, one per line.")
  boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the JSON lines to FILE instead, and what made them to FILE.mien.json.")
  @Nullable Path out;

  @Option(
      names = "--annotate",
      paramLabel = "DIR",
      description = "Write pictures with everything drawn in to DIR; photos are never changed.")
  @Nullable Path annotate;

  @Option(
      names = "--embedding",
      description = "Add each face's embedding to the JSON. It is biometric data: keep it safe.")
  boolean embedding;

  @Option(
      names = "--liveness",
      description = "Guess whether each face is live; prints and screens of good quality pass.")
  boolean liveness;

  @Mixin EngineOptions engineOptions;

  private final MienCommand root;

  /** Whether standard output still takes results. */
  private boolean heard = true;

  /** Makes the command. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public FacesCommand(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    around.interruption().watch();
    Optional<Path> drawn = Optional.ofNullable(annotate).map(around.folder()::resolve);
    Optional<Path> file = Optional.ofNullable(out).map(around.folder()::resolve);
    PhotoWalk.Found found = PhotoWalk.find(paths, around.folder(), drawn);
    refuseOwnInputs(found, drawn, file);
    if (found.photos().isEmpty()) {
      engineOptions.config(root.settings(), ModelPlaces.of(root).search(), new Job(1, wanted()));
      return nothing(found);
    }
    long began = around.nanoTime().getAsLong();
    Job job = new Job(found.photos().size(), wanted());
    // The result file first: whether it can be written should be known before models load.
    try (FaceOutput output = output(file);
        OpenedEngine opened = EngineAccess.open(root, engineOptions, job)) {
      Progress progress =
          new Progress(
              around.err(),
              root.progress(),
              Progress.Unit.PHOTOS,
              found.photos().size(),
              around.columns(),
              around.nanoTime());
      Tally tally = read(opened, found, drawn, output, progress);
      boolean finished = !around.interruption().requested();
      if (finished) {
        output.finish(Manifest.of(opened.config(), opened.models(), tally, true));
      }
      if (drawn.isPresent() && tally.read() > 0) {
        manifest(drawn.get(), Manifest.of(opened.config(), opened.models(), tally, finished));
      }
      if (!heard) {
        return ExitCode.REFUSED;
      }
      summary(tally, found.photos().size(), began);
      return status(tally, finished);
    }
  }

  private FaceOutput output(Optional<Path> file) {
    Surroundings around = root.surroundings();
    return new FaceOutput(json, liveness, around.out(), around.err(), root.outInk(), file);
  }

  /** The refusals, or that there is nothing; without loading a model for it. */
  private int nothing(PhotoWalk.Found found) {
    try (FaceOutput output = output(Optional.empty())) {
      found.refused().forEach(output::print);
    }
    if (found.refused().isEmpty()) {
      root.surroundings().err().println(noPhoto());
    }
    return ExitCode.REFUSED;
  }

  private String noPhoto() {
    return "No photo was found in " + SafeText.of(String.join(", ", paths)) + ".";
  }

  private Tally read(
      OpenedEngine opened,
      PhotoWalk.Found found,
      Optional<Path> drawn,
      FaceOutput output,
      Progress progress) {
    Surroundings around = root.surroundings();
    Optional<Annotation> annotation =
        drawn.map(folder -> new Annotation(folder, AnnotatedNames.of(folder, found.photos())));
    for (Refused<PhotoFaces> refused : found.refused()) {
      output.print(refused);
    }
    FacesRun run =
        new FacesRun(
            opened.engine(),
            wanted(),
            new PhotoBytes(around.in(), opened.config().capacity().photo().maxBytes()),
            annotation,
            around.interruption());
    Consumer<PhotoResult<PhotoFaces>> sink =
        result -> {
          progress.hide();
          if (!output.print(result)) {
            // The reader has gone ('mien faces ... | head'), or the disk is full: Main says which.
            heard = false;
            around.interruption().request();
          }
        };
    try (progress) {
      Tally tally = run.run(found.photos(), progress, sink);
      int refused = tally.refused() + found.refused().size();
      return new Tally(tally.read(), tally.faces(), refused, tally.skipped());
    }
  }

  private Set<Aspect> wanted() {
    Set<Aspect> all = EnumSet.allOf(Aspect.class);
    if (!embedding) {
      all.remove(Aspect.EMBEDDING);
    }
    if (!liveness) {
      all.remove(Aspect.LIVENESS);
    }
    return all;
  }

  private static void refuseOwnInputs(
      PhotoWalk.Found found, Optional<Path> drawn, Optional<Path> file) {
    Optional<Path> folder = drawn.map(PhotoWalk::real);
    Optional<Path> result = file.map(PhotoWalk::real);
    for (FoundPhoto photo : found.photos()) {
      Path input = PhotoWalk.real(photo.file());
      if (result.filter(input::equals).isPresent()) {
        throw usage("--out " + file.get() + " is one of the photos; choose another file.");
      }
      if (folder.isPresent() && folder.equals(Optional.ofNullable(input.getParent()))) {
        throw usage(
            "--annotate " + drawn.get() + " holds photos of this run; choose a folder of its own.");
      }
    }
    if (drawn.isPresent() && Files.exists(drawn.get()) && !Files.isDirectory(drawn.get())) {
      throw usage("--annotate " + drawn.get() + " is a file; choose a folder.");
    }
  }

  private static void manifest(Path folder, String json) {
    try (AtomicFile file = AtomicFile.begin(folder.resolve("mien.json"));
        PrintStream stream = new PrintStream(file.stream(), false, StandardCharsets.UTF_8)) {
      stream.println(json);
      stream.flush();
      file.commit();
    }
  }

  private void summary(Tally tally, int all, long began) {
    Surroundings around = root.surroundings();
    Ink ink = root.errInk();
    boolean interrupted = around.interruption().requested();
    if (tally.read() == 0 && tally.refused() == 0 && !interrupted) {
      around.err().println(noPhoto());
      return;
    }
    if (all == 1 && out == null && !interrupted) {
      // The one photo has just been printed.
      return;
    }
    Duration took = Duration.ofNanos(around.nanoTime().getAsLong() - began);
    StringBuilder text = new StringBuilder();
    if (interrupted) {
      text.append("Interrupted after ")
          .append(tally.done())
          .append(" of ")
          .append(all)
          .append(": ");
    }
    text.append(Amounts.count(tally.read(), "photo", "photos")).append(", ");
    text.append(Amounts.count(tally.faces(), "face", "faces"));
    if (tally.refused() > 0) {
      text.append(", ").append(ink.bad(tally.refused() + " refused"));
    }
    if (tally.skipped() > 0) {
      text.append(", ")
          .append(Amounts.count(tally.skipped(), "other file", "other files"))
          .append(" skipped");
    }
    text.append(" in ").append(Amounts.time(took));
    if (out != null && !interrupted) {
      text.append(", written to ").append(SafeText.of(out.toString()));
    }
    around.err().println(text);
  }

  private int status(Tally tally, boolean finished) {
    if (!finished) {
      return root.surroundings().interruption().status();
    }
    return tally.refused() > 0 || tally.read() == 0 ? ExitCode.REFUSED : ExitCode.OK;
  }

  private static MienException usage(String message) {
    return new MienException(CliFault.USAGE_OUTPUT, message);
  }
}
