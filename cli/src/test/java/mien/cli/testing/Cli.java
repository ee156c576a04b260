package mien.cli.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import mien.cli.Main;
import mien.cli.command.FacesEngine;
import mien.cli.command.Interruption;
import mien.cli.command.Surroundings;

/** Runs the command line in this process, in a folder of its own, with streams of its own. */
public final class Cli {

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();
  private final Interruption interruption = new Interruption();
  private byte[] stdin = new byte[0];
  private boolean terminal;
  private boolean outClosed;
  private FacesEngine.Opener opener = SyntheticEngine.opener(closed);

  /**
   * What a run left behind.
   *
   * @param status exit status
   * @param out standard output
   * @param err standard error
   */
  public record Run(int status, String out, String err) {
    /** The lines of standard output. */
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  /** A command line whose home and working folder are {@code folder}. */
  public Cli(Path folder) {
    this.folder = folder;
    environment.put("HOME", folder.resolve("home").toString());
  }

  /** Sets a variable. */
  public Cli variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets what {@code -} reads. */
  public Cli stdin(byte[] bytes) {
    stdin = bytes;
    return this;
  }

  /** Makes standard output refuse every byte, as a full disk does. */
  public Cli closedOut() {
    outClosed = true;
    return this;
  }

  /** Makes both streams terminals. */
  public Cli onTerminal() {
    terminal = true;
    return this;
  }

  /** Opens other engines. */
  public Cli engines(FacesEngine.Opener other) {
    opener = other;
    return this;
  }

  /** The master key that a new vault was made with, where none was named. */
  public Path vaultKey() {
    try (var keys = Files.list(folder.resolve("home/.config/mien/vault-keys"))) {
      return keys.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ctrl-C. */
  public Interruption interruption() {
    return interruption;
  }

  /** How many engines were closed. */
  public int closed() {
    return closed.get();
  }

  /** Runs {@code mien} with these words; the clock moves on by a second at every look. */
  public Run run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(stdin),
            new PrintStream(outClosed ? full() : out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            terminal,
            terminal,
            terminal,
            environment,
            folder,
            Optional.empty(),
            () -> clock.addAndGet(1_000_000_000L),
            interruption,
            opener);
    int status = Main.run(surroundings, words);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Writes a gray PNG below the folder, and the folders that it needs. */
  public Path png(String name, int width, int height, int gray) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, pngBytes(width, height, gray));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a text below the folder. */
  public Path text(String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutputStream full() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("no space left");
      }
    };
  }

  /** The bytes of a gray PNG. */
  public static byte[] pngBytes(int width, int height, int gray) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, gray << 16 | gray << 8 | gray);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(picture, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
