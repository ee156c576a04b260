package mien.engine.image;

import static mien.engine.image.NativeLibrary.INT;
import static mien.engine.image.NativeLibrary.LONG;
import static mien.engine.image.NativeLibrary.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * HEIC and AVIF through the system's libheif (C API since 1.4), which applies rotation, mirroring
 * and cropping itself.
 *
 * <p>Lifetime: each call opens its own context and closes it; pixels are copied out. Threads: any.
 */
final class LibHeif {

  private static final List<String> NAMES =
      List.of("libheif.so.1", "/opt/homebrew/lib/libheif.dylib", "/usr/local/lib/libheif.dylib");

  private static final StructLayout ERROR =
      MemoryLayout.structLayout(INT.withName("code"), INT.withName("subcode"), POINTER);

  private static final int HEVC = 1;
  private static final int AV1 = 4;
  private static final int COLORSPACE_RGB = 1;
  private static final int INTERLEAVED_RGB = 10;
  private static final int INTERLEAVED_RGBA = 11;
  private static final int CHANNEL_INTERLEAVED = 10;
  private static final int PROFILE_RICC = 0x72494343;
  private static final int PROFILE_PROF = 0x70726F66;
  private static final int MAX_EXIF_BYTES = 1_000_000;
  private static final int MAX_ICC_BYTES = 4_000_000;

  /** What a primary picture is: upright size, and what its context and handle point to. */
  private record Primary(MemorySegment context, MemorySegment handle, int width, int height) {}

  /**
   * Pixels in the colors of the file, and their profile.
   *
   * @param concealed whether the decoder had to invent some of them; never known before libheif
   *     1.12, which does not tell
   */
  record Decoded(Pixels pixels, Optional<byte[]> icc, boolean concealed) {}

  /** What is done with a primary picture while it is open. */
  @FunctionalInterface
  private interface Use<T> {
    T with(Primary primary, Arena arena) throws Throwable;
  }

  private final String name;
  private final NativeLibrary library;
  private final MethodHandle contextAlloc;
  private final MethodHandle contextFree;
  private final MethodHandle contextRead;
  private final MethodHandle sizeLimit;
  private final MethodHandle primaryHandle;
  private final MethodHandle handleRelease;
  private final MethodHandle handleWidth;
  private final MethodHandle handleHeight;
  private final MethodHandle handleAlpha;
  private final MethodHandle profileType;
  private final MethodHandle profileSize;
  private final MethodHandle profile;
  private final MethodHandle decode;
  private final MethodHandle imageRelease;
  private final MethodHandle imageWidth;
  private final MethodHandle imageHeight;
  private final MethodHandle plane;
  private final MethodHandle exifList;
  private final MethodHandle exifSize;
  private final MethodHandle exif;
  private final MethodHandle haveDecoder;
  private final Optional<MethodHandle> warnings;

  private LibHeif(NativeLibrary library, String name) {
    this.library = library;
    this.name = name;
    contextAlloc = library.function("heif_context_alloc", POINTER);
    contextFree = library.procedure("heif_context_free", POINTER);
    contextRead =
        library.function(
            "heif_context_read_from_memory_without_copy", ERROR, POINTER, POINTER, LONG, POINTER);
    sizeLimit = library.procedure("heif_context_set_maximum_image_size_limit", POINTER, INT);
    primaryHandle =
        library.function("heif_context_get_primary_image_handle", ERROR, POINTER, POINTER);
    handleRelease = library.procedure("heif_image_handle_release", POINTER);
    handleWidth = library.function("heif_image_handle_get_width", INT, POINTER);
    handleHeight = library.function("heif_image_handle_get_height", INT, POINTER);
    handleAlpha = library.function("heif_image_handle_has_alpha_channel", INT, POINTER);
    profileType = library.function("heif_image_handle_get_color_profile_type", INT, POINTER);
    profileSize = library.function("heif_image_handle_get_raw_color_profile_size", LONG, POINTER);
    profile = library.function("heif_image_handle_get_raw_color_profile", ERROR, POINTER, POINTER);
    decode = library.function("heif_decode_image", ERROR, POINTER, POINTER, INT, INT, POINTER);
    imageRelease = library.procedure("heif_image_release", POINTER);
    imageWidth = library.function("heif_image_get_width", INT, POINTER, INT);
    imageHeight = library.function("heif_image_get_height", INT, POINTER, INT);
    plane = library.function("heif_image_get_plane_readonly", POINTER, POINTER, INT, POINTER);
    exifList =
        library.function(
            "heif_image_handle_get_list_of_metadata_block_IDs",
            INT,
            POINTER,
            POINTER,
            POINTER,
            INT);
    exifSize = library.function("heif_image_handle_get_metadata_size", LONG, POINTER, INT);
    exif = library.function("heif_image_handle_get_metadata", ERROR, POINTER, INT, POINTER);
    haveDecoder = library.function("heif_have_decoder_for_format", INT, INT);
    String told = "heif_image_get_decoding_warnings";
    warnings =
        library.has(told)
            ? Optional.of(library.function(told, INT, POINTER, INT, POINTER, INT))
            : Optional.empty();
  }

  /**
   * Loads the library and its decoder plug-ins.
   *
   * @throws CodecRefusal where no library of the known names has what we call
   */
  static LibHeif load() throws CodecRefusal {
    String why = "";
    for (String name : NAMES) {
      try {
        LibHeif heif = new LibHeif(NativeLibrary.named(name), name);
        heif.init();
        return heif;
      } catch (IllegalArgumentException | NoSuchElementException e) {
        why = why.isEmpty() ? name + ": " + e.getMessage() : why;
      }
    }
    throw new CodecRefusal(why);
  }

  /** Since 1.14 decoders may be plug-ins, which this loads; it is never undone. */
  private void init() throws CodecRefusal {
    if (library.has("heif_init")) {
      MethodHandle init = library.function("heif_init", ERROR, POINTER);
      try (Arena arena = Arena.ofConfined()) {
        check((MemorySegment) init.invokeExact((SegmentAllocator) arena, MemorySegment.NULL));
      } catch (Throwable e) {
        throw NativeLibrary.rethrow(e);
      }
    }
  }

  /** Version and name. */
  String version() {
    try {
      MethodHandle version = library.function("heif_get_version", POINTER);
      return NativeLibrary.text((MemorySegment) version.invokeExact()) + " (" + name + ")";
    } catch (Throwable e) {
      throw new IllegalStateException("heif_get_version threw", e);
    }
  }

  /** Whether it brings a decoder for HEIC or AVIF. */
  boolean decodes(PhotoFormat format) {
    try {
      return (int) haveDecoder.invokeExact(format == PhotoFormat.AVIF ? AV1 : HEVC) != 0;
    } catch (Throwable e) {
      throw new IllegalStateException("heif_have_decoder_for_format threw", e);
    }
  }

  /**
   * The size after libheif's own transformations, and what remains to be turned: the EXIF
   * orientation, which counts only in a file without transformations of its own (some converters
   * copy a camera's EXIF and leave them out).
   */
  StoredFrame frame(ByteView file, PhotoLimits limits, boolean transforms) throws CodecRefusal {
    return open(
        file,
        limits,
        (p, arena) ->
            new StoredFrame(
                p.width(), p.height(), transforms ? 1 : exifOrientation(p.handle(), arena)));
  }

  private int exifOrientation(MemorySegment handle, Arena arena) throws Throwable {
    MemorySegment id = arena.allocate(INT);
    int found = (int) exifList.invokeExact(handle, arena.allocateFrom("Exif"), id, 1);
    if (found < 1) {
      return 1;
    }
    long size = (long) exifSize.invokeExact(handle, id.get(INT, 0));
    if (size < 4 || size > MAX_EXIF_BYTES) {
      return 1;
    }
    MemorySegment bytes = arena.allocate(size);
    check(
        (MemorySegment) exif.invokeExact((SegmentAllocator) arena, handle, id.get(INT, 0), bytes));
    ByteView block = new ByteView(bytes.toArray(ValueLayout.JAVA_BYTE));
    long tiff = 4 + block.u32(0, true);
    return block.covers(tiff, 8) ? TiffDirectories.orientationOf(block.from(tiff)) : 1;
  }

  /** Decodes, as libheif turns it, in the colors of the file, translucent pixels over white. */
  Decoded decode(ByteView file, StoredFrame frame, PhotoLimits limits) throws CodecRefusal {
    return open(file, limits, (p, arena) -> decode(p, frame, arena));
  }

  private <T> T open(ByteView file, PhotoLimits limits, Use<T> use) throws CodecRefusal {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = NativeLibrary.copy(arena, file);
      MemorySegment context = (MemorySegment) contextAlloc.invokeExact();
      try {
        sizeLimit.invokeExact(context, limits.maxSide());
        check(
            (MemorySegment)
                contextRead.invokeExact(
                    (SegmentAllocator) arena,
                    context,
                    bytes,
                    bytes.byteSize(),
                    MemorySegment.NULL));
        MemorySegment slot = arena.allocate(POINTER);
        check((MemorySegment) primaryHandle.invokeExact((SegmentAllocator) arena, context, slot));
        MemorySegment handle = slot.get(POINTER, 0);
        try {
          int width = (int) handleWidth.invokeExact(handle);
          int height = (int) handleHeight.invokeExact(handle);
          return use.with(new Primary(context, handle, width, height), arena);
        } finally {
          handleRelease.invokeExact(handle);
        }
      } finally {
        contextFree.invokeExact(context);
      }
    } catch (Throwable e) {
      throw NativeLibrary.rethrow(e);
    }
  }

  private Decoded decode(Primary p, StoredFrame frame, Arena arena) throws Throwable {
    boolean alpha = (int) handleAlpha.invokeExact(p.handle()) != 0;
    MemorySegment slot = arena.allocate(POINTER);
    check(
        (MemorySegment)
            decode.invokeExact(
                (SegmentAllocator) arena,
                p.handle(),
                slot,
                COLORSPACE_RGB,
                alpha ? INTERLEAVED_RGBA : INTERLEAVED_RGB,
                MemorySegment.NULL));
    MemorySegment image = slot.get(POINTER, 0);
    try {
      int w = (int) imageWidth.invokeExact(image, CHANNEL_INTERLEAVED);
      int h = (int) imageHeight.invokeExact(image, CHANNEL_INTERLEAVED);
      if (w != frame.width() || h != frame.height()) {
        throw new CodecRefusal("its size is ambiguous");
      }
      MemorySegment stride = arena.allocate(INT);
      MemorySegment data = (MemorySegment) plane.invokeExact(image, CHANNEL_INTERLEAVED, stride);
      int step = stride.get(INT, 0);
      int channels = alpha ? 4 : 3;
      if (data.address() == 0 || step < w * channels) {
        throw new CodecRefusal("it has no pixels");
      }
      Pixels pixels = copy(data.reinterpret((long) step * h), step, w, h, channels);
      return new Decoded(pixels, icc(p.handle(), arena), concealed(image));
    } finally {
      imageRelease.invokeExact(image);
    }
  }

  private boolean concealed(MemorySegment image) throws Throwable {
    return warnings.isPresent()
        && (int) warnings.get().invokeExact(image, 0, MemorySegment.NULL, 0) > 0;
  }

  private static Pixels copy(MemorySegment data, int step, int w, int h, int channels) {
    byte[] rgb = new byte[3 * w * h];
    byte[] row = new byte[w * channels];
    for (int y = 0; y < h; y++) {
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, (long) y * step, row, 0, row.length);
      if (channels == 3) {
        System.arraycopy(row, 0, rgb, y * row.length, row.length);
      } else {
        OverWhite.rgba(row, w, rgb, 3 * y * w);
      }
    }
    return new Pixels(w, h, rgb);
  }

  private Optional<byte[]> icc(MemorySegment handle, Arena arena) throws Throwable {
    int type = (int) profileType.invokeExact(handle);
    long size = (long) profileSize.invokeExact(handle);
    if (type != PROFILE_PROF && type != PROFILE_RICC || size < 1 || size > MAX_ICC_BYTES) {
      return Optional.empty();
    }
    MemorySegment bytes = arena.allocate(size);
    check((MemorySegment) profile.invokeExact((SegmentAllocator) arena, handle, bytes));
    return Optional.of(bytes.toArray(ValueLayout.JAVA_BYTE));
  }

  private static void check(MemorySegment error) throws CodecRefusal {
    if (error.get(INT, 0) != 0) {
      throw new CodecRefusal(
          NativeLibrary.text(error.get(POINTER, 8)).lines().findFirst().orElse(""));
    }
  }
}
