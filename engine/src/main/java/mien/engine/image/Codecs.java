package mien.engine.image;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The codecs that this process has: chosen once, fastest first, with the reason why a faster one is
 * not there. Immutable and safe for many threads.
 */
final class Codecs {

  /** Loads on first use. */
  private static final class Holder {
    static final Codecs THIS_MACHINE = load();
  }

  private final Map<PhotoFormat, FormatReader> readers;
  private final List<CodecReport> reports;

  private Codecs(Map<PhotoFormat, FormatReader> readers, List<CodecReport> reports) {
    this.readers = readers;
    this.reports = List.copyOf(reports);
  }

  static Codecs ofThisMachine() {
    return Holder.THIS_MACHINE;
  }

  /** Only the codecs that every machine has. */
  static Codecs plain() {
    return with(
        List.of(new PlainJpeg()),
        List.of(new PlainWebp()),
        Optional.empty(),
        "not asked for",
        List.of());
  }

  static Codecs with(
      List<JpegCodec> jpegs,
      List<WebpCodec> webps,
      Optional<LibHeif> heif,
      String whyNoHeif,
      List<CodecReport> reports) {
    Map<PhotoFormat, FormatReader> readers = new EnumMap<>(PhotoFormat.class);
    JpegReader jpeg = new JpegReader(jpegs);
    readers.put(PhotoFormat.JPEG, jpeg);
    readers.put(PhotoFormat.RAW, new RawReader(jpeg));
    readers.put(PhotoFormat.WEBP, new WebpReader(webps));
    readers.put(PhotoFormat.PNG, new PngReader());
    readers.put(
        PhotoFormat.GIF, new ImageIoReader(PhotoFormat.GIF, GifHeader::frame, GifData::complete));
    readers.put(
        PhotoFormat.BMP, new ImageIoReader(PhotoFormat.BMP, BmpHeader::frame, BmpHeader::complete));
    readers.put(PhotoFormat.TIFF, new TiffReader());
    for (PhotoFormat format : List.of(PhotoFormat.HEIF, PhotoFormat.AVIF)) {
      Optional<LibHeif> decoder = heif.filter(h -> h.decodes(format));
      readers.put(format, new HeifReader(format, decoder, heifReport(format, heif, whyNoHeif)));
    }
    return new Codecs(readers, reports);
  }

  private static Codecs load() {
    List<CodecReport> reports = new ArrayList<>();
    List<JpegCodec> jpegs = new ArrayList<>();
    List<WebpCodec> webps = new ArrayList<>();
    try {
      TurboJpeg turbo = TurboJpeg.load();
      jpegs.add(turbo);
      reports.add(CodecReport.loaded("libturbojpeg", "JPEG", turbo.name()));
    } catch (CodecRefusal e) {
      reports.add(
          CodecReport.missing(
              "libturbojpeg",
              "JPEG",
              e.why(),
              "install it (Debian and Ubuntu: apt install libturbojpeg0) for faster JPEG"));
    }
    try {
      NativeLibrary library = BundledLibrary.load();
      // After libjpeg-turbo has refused a file, the same decoder inside Leptonica would, too.
      if (jpegs.isEmpty()) {
        jpegs.add(new BundledJpeg(library));
      }
      webps.add(new BundledWebp(library));
      reports.add(CodecReport.loaded("leptonica", "JPEG, WebP", "1.87.0, bundled"));
    } catch (CodecRefusal e) {
      reports.add(
          CodecReport.missing(
              "leptonica",
              "JPEG, WebP",
              e.why(),
              "plain Java reads these photos instead, several times slower"));
    }
    Optional<LibHeif> heif = Optional.empty();
    String why = "";
    try {
      heif = Optional.of(LibHeif.load());
    } catch (CodecRefusal e) {
      why = e.why();
    }
    for (PhotoFormat format : List.of(PhotoFormat.HEIF, PhotoFormat.AVIF)) {
      reports.add(heifReport(format, heif, why));
    }
    jpegs.add(new PlainJpeg());
    webps.add(new PlainWebp());
    reports.add(
        CodecReport.loaded(
            "java", "JPEG, PNG, WebP, GIF, BMP, TIFF, previews of RAW", Runtime.version() + ""));
    return with(jpegs, webps, heif, why, reports);
  }

  private static CodecReport heifReport(PhotoFormat format, Optional<LibHeif> heif, String why) {
    boolean avif = format == PhotoFormat.AVIF;
    String serves = avif ? "AVIF" : "HEIC";
    if (heif.filter(h -> h.decodes(format)).isPresent()) {
      return CodecReport.loaded("libheif", serves, heif.get().version());
    }
    String plugin = avif ? "libheif-plugin-dav1d" : "libheif-plugin-libde265";
    return CodecReport.missing(
        "libheif",
        serves,
        heif.isPresent() ? "it has no decoder for " + serves : why,
        "install it (Debian and Ubuntu: apt install libheif1; from Debian 13 and Ubuntu 24.04 on"
            + " also "
            + plugin
            + ")");
  }

  FormatReader reader(PhotoFormat format) {
    FormatReader reader = readers.get(format);
    if (reader == null) {
      throw new IllegalStateException("no reader for " + format);
    }
    return reader;
  }

  List<CodecReport> reports() {
    return reports;
  }
}
