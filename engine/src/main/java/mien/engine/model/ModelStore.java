package mien.engine.model;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mien.core.FaultCode;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.checksum.Checksum;
import mien.engine.fault.EngineFault;
import mien.engine.onnx.OnnxModel;

/**
 * Finds model files in a list of folders, verifies them and opens them. It owns nothing: the caller
 * closes the models that it opens. Safe for many threads; it looks at the disk each time.
 *
 * <p>A file is read once into native memory; its size and SHA-256 are checked there and the session
 * is made from those very bytes, so that the file cannot change in between. Then one forward pass
 * on a fixed input holds the card against the graph ({@link ModelProbe}). A wrong, truncated or
 * mislabeled file is refused here, never at the first photo.
 */
public final class ModelStore {

  private final ModelCatalog catalog;
  private final List<Path> folders;

  /**
   * A store over folders.
   *
   * @param catalog what may be opened
   * @param folders searched in order; need not exist
   */
  public ModelStore(ModelCatalog catalog, List<Path> folders) {
    this.catalog = catalog;
    this.folders = List.copyOf(folders);
  }

  /** The cards behind it. */
  public ModelCatalog catalog() {
    return catalog;
  }

  /** The folders, in order. */
  public List<Path> folders() {
    return folders;
  }

  /**
   * The file of a model: the first of its name and size in the folders, else the first of its name.
   */
  public Optional<Path> find(ModelId id) {
    ModelCard card = catalog.require(id);
    List<Path> files =
        folders.stream()
            .map(folder -> folder.resolve(card.fileName()))
            .filter(Files::isRegularFile)
            .toList();
    return files.stream().filter(file -> fits(file, card)).findFirst().or(() -> first(files));
  }

  /** Whether there is a file of the model's name and size. */
  public boolean fits(ModelId id) {
    return find(id).filter(file -> fits(file, catalog.require(id))).isPresent();
  }

  private static Optional<Path> first(List<Path> files) {
    return files.stream().findFirst();
  }

  private static boolean fits(Path file, ModelCard card) {
    try {
      return card.bytes() == 0 || Files.size(file) == card.bytes();
    } catch (IOException e) {
      return false; // reading it will say why
    }
  }

  /** Whether there is a file of the model's name; it is verified only when it is opened. */
  public boolean has(ModelId id) {
    return find(id).isPresent();
  }

  /** The models that have a file. */
  public SortedSet<ModelId> available() {
    return catalog.cards().stream()
        .map(ModelCard::id)
        .filter(this::has)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Verifies a model and opens it.
   *
   * @throws MienException OPERATOR with the code {@code model.unknown}, {@code model.missing},
   *     {@code model.truncated}, {@code model.checksum}, {@code model.mismatch} or {@code
   *     provider.refused}; the sentence says which model, why, and the two ways to get it
   */
  public LoadedModel open(ModelId id, SessionPolicy policy) {
    ModelCard card = catalog.require(id);
    if (!card.isNetwork()) {
      throw MienException.bug(
          EngineFault.MODEL_MISMATCH, "the model " + id + " is no network; read its numbers");
    }
    Path file = require(card);
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer bytes = verified(card, file, arena);
      return OnnxModel.open(card, bytes, policy);
    } catch (MienException e) {
      throw e.fault() == EngineFault.MODEL_MISMATCH ? mismatch(card, file, e) : e;
    }
  }

  /**
   * The verified bytes of a model that is no network.
   *
   * @throws MienException as {@link #open}
   */
  public byte[] read(ModelId id) {
    ModelCard card = catalog.require(id);
    Path file = require(card);
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer bytes = verified(card, file, arena);
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    }
  }

  /**
   * Checks size and SHA-256 of a model's file, without opening it.
   *
   * @return the file
   * @throws MienException as {@link #open}
   */
  public Path verify(ModelId id) {
    ModelCard card = catalog.require(id);
    Path file = require(card);
    try (Arena arena = Arena.ofConfined()) {
      verified(card, file, arena);
      return file;
    }
  }

  private Path require(ModelCard card) {
    return find(card.id())
        .orElseThrow(
            () ->
                new MienException(
                    EngineFault.MODEL_MISSING,
                    "the model " + card.id() + " is not here; " + remedy(card)));
  }

  private ByteBuffer verified(ModelCard card, Path file, Arena arena) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      checkSize(card, file, size);
      ByteBuffer bytes = arena.allocate(size, Long.BYTES).asByteBuffer();
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // reads on
      }
      bytes.flip();
      String actual = Checksum.sha256(bytes.duplicate());
      if (!actual.equals(card.sha256())) {
        throw wrongFile(
            card,
            file,
            EngineFault.MODEL_CHECKSUM,
            "its SHA-256 is " + actual + ", not " + card.sha256());
      }
      return bytes;
    } catch (IOException e) {
      throw new MienException(
          EngineFault.MODEL_MISSING,
          "the model " + card.id() + " cannot be read from " + file + " (" + e.getMessage() + ")",
          e);
    }
  }

  private void checkSize(ModelCard card, Path file, long size) {
    if (size > Integer.MAX_VALUE) {
      throw wrongFile(
          card, file, EngineFault.MODEL_CHECKSUM, "it has " + size + " bytes, above 2 GiB");
    }
    if (card.bytes() != 0 && size < card.bytes()) {
      throw wrongFile(
          card,
          file,
          EngineFault.MODEL_TRUNCATED,
          "it has only " + size + " of its " + card.bytes() + " bytes");
    }
    if (card.bytes() != 0 && size > card.bytes()) {
      throw wrongFile(
          card, file, EngineFault.MODEL_CHECKSUM, "it has " + size + " bytes, not " + card.bytes());
    }
  }

  private MienException wrongFile(ModelCard card, Path file, FaultCode code, String why) {
    return new MienException(
        code,
        "the file " + file + " is not the model " + card.id() + ": " + why + "; " + remedy(card));
  }

  private MienException mismatch(ModelCard card, Path file, MienException cause) {
    return new MienException(
        cause.fault(), cause.getMessage() + " (" + file + "); " + remedy(card), cause);
  }

  /** The one command that mends it, or where a file goes that is published nowhere. */
  private static String remedy(ModelCard card) {
    if (card.sources().isEmpty()) {
      return "it is not published in this form: put "
          + card.fileName()
          + " into a folder of 'mien models path'";
    }
    boolean standard = ModelSet.REGISTRY.all().contains(card.id());
    return "fetch it with 'mien models pull" + (standard ? "" : " " + card.id()) + "'";
  }
}
