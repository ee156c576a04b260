package mien.engine.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The codecs that this process has: chosen once, fastest first, with the reason why a faster one is
 * not there. A library is loaded when a photo first needs it, so that a start pays for no other.
 * Safe for many threads.
 */
final class Codecs {

  /** What came of loading a library. */
  private record Attempt<T>(Optional<T> loaded, String why) {
    interface Loading<T> {
      T load() throws CodecRefusal;
    }

    static <T> Attempt<T> of(Loading<T> loading) {
      try {
        return new Attempt<>(Optional.of(loading.load()), "");
      } catch (CodecRefusal e) {
        return new Attempt<>(Optional.empty(), e.why());
      }
    }
  }

  private static final class Turbo {
    static final Attempt<TurboJpeg> LIBRARY = Attempt.of(TurboJpeg::load);
  }

  private static final class Bundled {
    static final Attempt<NativeLibrary> LIBRARY = Attempt.of(BundledLibrary::load);
    static final Attempt<JpegCodec> JPEG = Attempt.of(() -> new BundledJpeg(library()));
    static final Attempt<WebpCodec> WEBP = Attempt.of(() -> new BundledWebp(library()));

    private static NativeLibrary library() throws CodecRefusal {
      return LIBRARY.loaded().orElseThrow(() -> new CodecRefusal(LIBRARY.why()));
    }
  }

  private static final class Heif {
    static final Attempt<LibHeif> LIBRARY = Attempt.of(LibHeif::load);
  }

  private static final Codecs OF_THIS_MACHINE =
      new Codecs(Codecs::jpegs, Codecs::webps, () -> Heif.LIBRARY, Codecs::allReports);

  private final Map<PhotoFormat, FormatReader> readers =
      Collections.synchronizedMap(new EnumMap<>(PhotoFormat.class));
  private final Supplier<List<JpegCodec>> jpegs;
  private final Supplier<List<WebpCodec>> webps;
  private final Supplier<Attempt<LibHeif>> heif;
  private final Supplier<List<CodecReport>> reports;

  private Codecs(
      Supplier<List<JpegCodec>> jpegs,
      Supplier<List<WebpCodec>> webps,
      Supplier<Attempt<LibHeif>> heif,
      Supplier<List<CodecReport>> reports) {
    this.jpegs = jpegs;
    this.webps = webps;
    this.heif = heif;
    this.reports = reports;
  }

  static Codecs ofThisMachine() {
    return OF_THIS_MACHINE;
  }

  /** Only the codecs that every machine has. */
  static Codecs plain() {
    return with(List.of(new PlainJpeg()), List.of(new PlainWebp()), "not asked for");
  }

  /** These codecs, without libheif. */
  static Codecs with(List<JpegCodec> jpegs, List<WebpCodec> webps, String whyNoHeif) {
    Attempt<LibHeif> noHeif = new Attempt<>(Optional.empty(), whyNoHeif);
    return new Codecs(() -> jpegs, () -> webps, () -> noHeif, List::of);
  }

  FormatReader reader(PhotoFormat format) {
    return readers.computeIfAbsent(format, this::newReader);
  }

  private FormatReader newReader(PhotoFormat format) {
    return switch (format) {
      case JPEG -> new JpegReader(jpegs.get());
      case RAW -> new RawReader(new JpegReader(jpegs.get()));
      case WEBP -> new WebpReader(webps.get());
      case PNG -> new PngReader();
      case GIF -> new ImageIoReader(format, GifHeader::frame, GifData::complete);
      case BMP -> new ImageIoReader(format, BmpHeader::frame, BmpHeader::complete);
      case TIFF -> new TiffReader();
      case HEIF, AVIF ->
          new HeifReader(
              format,
              heif.get().loaded().filter(library -> library.decodes(format)),
              heifReport(format, heif.get()));
    };
  }

  /** Loads every library that is not loaded yet. */
  List<CodecReport> reports() {
    return reports.get();
  }

  private static List<JpegCodec> jpegs() {
    List<JpegCodec> jpegs = new ArrayList<>();
    // After libjpeg-turbo has refused a file, the same decoder inside Leptonica would, too.
    Turbo.LIBRARY
        .loaded()
        .ifPresentOrElse(jpegs::add, () -> Bundled.JPEG.loaded().ifPresent(jpegs::add));
    jpegs.add(new PlainJpeg());
    return jpegs;
  }

  private static List<WebpCodec> webps() {
    List<WebpCodec> webps = new ArrayList<>();
    Bundled.WEBP.loaded().ifPresent(webps::add);
    webps.add(new PlainWebp());
    return webps;
  }

  private static List<CodecReport> allReports() {
    return List.of(
        Turbo.LIBRARY
            .loaded()
            .map(turbo -> CodecReport.loaded("libturbojpeg", "JPEG", turbo.name()))
            .orElseGet(
                () ->
                    CodecReport.missing(
                        "libturbojpeg",
                        "JPEG",
                        Turbo.LIBRARY.why(),
                        "install it (Debian and Ubuntu: apt install libturbojpeg0) for faster"
                            + " JPEG")),
        Bundled.WEBP
            .loaded()
            .map(_ -> CodecReport.loaded("leptonica", "JPEG, WebP", "1.87.0, bundled"))
            .orElseGet(
                () ->
                    CodecReport.missing(
                        "leptonica",
                        "JPEG, WebP",
                        Bundled.WEBP.why(),
                        "plain Java reads these photos instead, several times slower")),
        heifReport(PhotoFormat.HEIF, Heif.LIBRARY),
        heifReport(PhotoFormat.AVIF, Heif.LIBRARY),
        CodecReport.loaded(
            "java", "JPEG, PNG, WebP, GIF, BMP, TIFF, previews of RAW", Runtime.version() + ""));
  }

  private static CodecReport heifReport(PhotoFormat format, Attempt<LibHeif> heif) {
    boolean avif = format == PhotoFormat.AVIF;
    String serves = avif ? "AVIF" : "HEIC";
    if (heif.loaded().filter(h -> h.decodes(format)).isPresent()) {
      return CodecReport.loaded("libheif", serves, heif.loaded().get().version());
    }
    String plugin = avif ? "libheif-plugin-dav1d" : "libheif-plugin-libde265";
    return CodecReport.missing(
        "libheif",
        serves,
        heif.loaded().isPresent() ? "it has no decoder for " + serves : heif.why(),
        "install it (Debian and Ubuntu: apt install libheif1; from Debian 13 and Ubuntu 24.04 on"
            + " also "
            + plugin
            + ")");
  }
}
