package mien.studio.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import mien.core.MienException;
import mien.core.photo.PhotoFault;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoFormat;
import mien.engine.image.PhotoLimits;

/**
 * Reads uploads of photos: every limit holds while the bytes arrive, nothing touches the disk, and
 * what is refused is refused before a pixel is decoded. Of each file the name is checked first,
 * then the size, then what the content says of itself. Safe for many threads.
 */
final class Uploads {

  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp");

  private static final Set<PhotoFormat> FORMATS =
      Set.of(PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.WEBP);

  /** Of a refused upload so much is read and thrown away that the client hears the answer. */
  private static final long DRAINED = 32L * UploadLimits.MEGABYTE;

  /** Of a body of JSON: a few hundred names and notes, and no photo. */
  static final int JSON_BYTES = 256 * 1024;

  private final UploadLimits limits;
  private final UploadBudget budget;
  private final PhotoDecoder decoder;
  private final LongSupplier nanoTime;

  /**
   * A reader.
   *
   * @param wait how long an upload waits for the memory of others
   */
  Uploads(UploadLimits limits, PhotoLimits photos, Duration wait, LongSupplier nanoTime) {
    this.limits = limits;
    this.budget = new UploadBudget(limits.memory(), wait);
    this.decoder = new PhotoDecoder(photos);
    this.nanoTime = nanoTime;
  }

  /** Bytes that uploads hold now. */
  long held() {
    return budget.held();
  }

  /**
   * Reads a form.
   *
   * @param body of the request
   * @param contentType of the request
   * @param photos names of the fields that are photos
   * @param texts names of the fields that are text
   * @throws MienException USER for every refusal, BUSY when memory is short
   */
  Upload read(InputStream body, String contentType, Set<String> photos, Set<String> texts) {
    TimedStream timed = new TimedStream(body, limits.time(), nanoTime);
    UploadBudget.Share share = budget.share();
    try {
      Upload upload = new Form(photos, texts, share, timed).read(contentType);
      finish(timed);
      return upload;
    } catch (IOException e) {
      share.close();
      throw new MienException(HttpFault.UPLOAD_BROKEN, "The upload broke off.", e);
    } catch (RuntimeException e) {
      share.close();
      drain(timed);
      throw e;
    }
  }

  /**
   * Reads a body that is one text, {@link #JSON_BYTES} long at most; the upload has it under the
   * empty name.
   *
   * @throws MienException USER for every refusal, BUSY when memory is short
   */
  Upload text(InputStream body) {
    TimedStream timed = new TimedStream(body, limits.time(), nanoTime);
    UploadBudget.Share share = budget.share();
    try {
      timed.pause(share.grow(JSON_BYTES));
      byte[] bytes = timed.readNBytes(JSON_BYTES + 1);
      if (bytes.length > JSON_BYTES) {
        throw UploadRefusal.tooLarge(JSON_BYTES);
      }
      Map<String, String> texts = new HashMap<>();
      texts.put("", new String(bytes, StandardCharsets.UTF_8));
      return new Upload(new HashMap<>(), texts, share);
    } catch (IOException e) {
      share.close();
      throw new MienException(HttpFault.UPLOAD_BROKEN, "The upload broke off.", e);
    } catch (RuntimeException e) {
      share.close();
      drain(timed);
      throw e;
    }
  }

  /** To the end of the request: what may follow the last boundary is little and means nothing. */
  private void finish(InputStream body) throws IOException {
    byte[] rest = new byte[limits.headerBytes()];
    if (body.readNBytes(rest, 0, rest.length) == rest.length) {
      throw UploadRefusal.malformed("something follows its end");
    }
  }

  private static void drain(InputStream body) {
    try {
      byte[] thrownAway = new byte[16 * 1024];
      long left = DRAINED;
      int read = 0;
      while (left > 0 && read >= 0) {
        read = body.read(thrownAway);
        left -= read;
      }
    } catch (IOException | RuntimeException _) {
      // The refusal is what counts; whether the client still listens is its own affair.
    }
  }

  private void checkContent(byte[] bytes) {
    // Reads the header alone: what is no photo is refused here, under the decoder's own limits.
    if (!FORMATS.contains(decoder.header(bytes).format())) {
      throw new MienException(
          PhotoFault.UNSUPPORTED, "The content is no JPEG, PNG or WebP: save it as one of them.");
    }
  }

  static void checkName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String extension = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (!EXTENSIONS.contains(extension)) {
      throw UploadRefusal.format(extension);
    }
  }

  /** One form while it is read. */
  private final class Form {

    private final Set<String> photos;
    private final Set<String> texts;
    private final UploadBudget.Share share;
    private final TimedStream in;
    private final Map<String, byte[]> readFiles = new HashMap<>();
    private final Map<String, String> readTexts = new HashMap<>();

    Form(Set<String> photos, Set<String> texts, UploadBudget.Share share, TimedStream in) {
      this.photos = photos;
      this.texts = texts;
      this.share = share;
      this.in = in;
    }

    Upload read(String contentType) throws IOException {
      MultipartReader reader = new MultipartReader(in, contentType, limits.headerBytes());
      reader.begin();
      Optional<MultipartReader.Part> part = reader.next();
      for (int count = 1; part.isPresent(); count++) {
        if (count > limits.parts()) {
          throw UploadRefusal.tooMany(limits.parts());
        }
        take(reader, part.get());
        part = reader.next();
      }
      return new Upload(readFiles, readTexts, share);
    }

    private void take(MultipartReader reader, MultipartReader.Part part) throws IOException {
      String name = part.name();
      if (readFiles.containsKey(name) || readTexts.containsKey(name)) {
        throw UploadRefusal.twice(name);
      }
      if (photos.contains(name)) {
        checkName(part.fileName().orElse(""));
        byte[] bytes =
            bytes(reader, limits.fileBytes(), UploadRefusal.tooLarge(limits.fileBytes()));
        checkContent(bytes);
        readFiles.put(name, bytes);
      } else if (texts.contains(name)) {
        MienException tooLong = UploadRefusal.malformed("a text field is too long");
        byte[] bytes = bytes(reader, limits.textBytes(), tooLong);
        readTexts.put(name, new String(bytes, StandardCharsets.UTF_8));
      } else {
        throw UploadRefusal.unknown(name);
      }
    }

    private byte[] bytes(MultipartReader reader, int most, MienException tooLong)
        throws IOException {
      List<byte[]> pieces = new ArrayList<>();
      int[] size = {0};
      reader.body(
          (window, offset, length) -> {
            if (length > most - size[0]) {
              throw tooLong;
            }
            in.pause(share.grow(length));
            size[0] += length;
            pieces.add(Arrays.copyOfRange(window, offset, offset + length));
          });
      // For a moment the pieces are there beside the whole: that is what the heap has beyond the
      // budget.
      byte[] whole = new byte[size[0]];
      int at = 0;
      for (byte[] piece : pieces) {
        System.arraycopy(piece, 0, whole, at, piece.length);
        at += piece.length;
      }
      return whole;
    }
  }
}
