package mien.studio.consent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import mien.core.MienException;
import mien.vault.policy.Sha256;
import mien.vault.record.ClassificationProvider;
import mien.vault.subject.Classifications;

/**
 * Guesses of a program that the operator chose. It is started once for each photo, reads the file's
 * bytes from standard input, and writes one JSON object to standard output, as {@link
 * ProgramAnswer} has it, and ends with status 0. It has no more of mien's environment than {@code
 * PATH} and {@code LANG}; what it writes to standard error is dropped, as it may be personal.
 *
 * <p>Whatever goes wrong, there are no guesses and one warning in the log, which says what the
 * program did and never what it said. {@code provenance} has the SHA-256 of the program, and of
 * every argument that names a file, as they were before the run.
 *
 * <p>For any number of threads; it owns the processes until {@link #close}.
 */
public final class CommandClassification implements ClassificationProvider, AutoCloseable {

  /** Its name in settings and manifests. */
  public static final String NAME = "command";

  private static final System.Logger LOG = System.getLogger(CommandClassification.class.getName());

  private final Guesser.Program program;
  private final ChildProcess process;

  /**
   * For one program.
   *
   * @param marks a new one for each run, of 1 to 100 letters, digits and hyphens
   * @throws MienException OPERATOR {@code vault.classification} if the program is not there
   */
  public CommandClassification(Guesser.Program program, Supplier<String> marks) {
    if (!Files.isRegularFile(program.file()) || !Files.isExecutable(program.file())) {
      throw new MienException(
          ConsentFault.VAULT_CLASSIFICATION,
          "command of [vault.classification] must begin with a program that may be run, but "
              + program.file()
              + " is none: correct the path, or make the file executable.");
    }
    this.program = program;
    this.process = new ChildProcess(program, ProgramAnswer.MOST_BYTES, marks);
  }

  @Override
  public Optional<Classifications> classify(byte[] photo) {
    SortedMap<String, String> provenance;
    try {
      provenance = provenance();
    } catch (IOException _) {
      return none("it, or a file of its command, cannot be read");
    }
    return switch (process.run(photo)) {
      case ChildProcess.Outcome.Said(byte[] bytes) ->
          switch (ProgramAnswer.read(bytes, provenance)) {
            case ProgramAnswer.Guesses(Classifications guesses) -> Optional.of(guesses);
            case ProgramAnswer.Unusable(String why) -> none(why);
          };
      case ChildProcess.Outcome.Failed(String why) -> none(why);
    };
  }

  private static Optional<Classifications> none(String why) {
    LOG.log(
        System.Logger.Level.WARNING,
        "no classifications by the program of [vault.classification]: {0}",
        why);
    return Optional.empty();
  }

  private SortedMap<String, String> provenance() throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    hashes.put("program", sha256(program.file()));
    List<String> words = program.words();
    for (int i = 1; i < words.size(); i++) {
      Optional<Path> file = file(words.get(i));
      if (file.isPresent()) {
        hashes.put("argument_" + i, sha256(file.get()));
      }
    }
    return hashes;
  }

  private static Optional<Path> file(String word) {
    try {
      return Optional.of(Path.of(word)).filter(Path::isAbsolute).filter(Files::isRegularFile);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream in = new DigestInputStream(bytes, Sha256.digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Sha256.ofDigest(in.getMessageDigest().digest()).hex();
    }
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    process.close();
  }
}
