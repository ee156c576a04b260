package mien.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import mien.cli.doctor.Finding.Area;
import mien.engine.image.CodecReport;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoLimits;

/** What decodes photos, and what would decode them faster. */
final class CodecCheck {

  private CodecCheck() {}

  static List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (CodecReport codec : new PhotoDecoder(PhotoLimits.DEFAULT).codecs()) {
      findings.add(finding(codec));
    }
    return findings;
  }

  static Finding finding(CodecReport codec) {
    String name = codec.name() + " (" + codec.serves() + ")";
    if (codec.loaded()) {
      String version = codec.version().isEmpty() ? "" : " " + codec.version();
      return Finding.good(Area.CODECS, codec.name() + version + " reads " + codec.serves());
    }
    return Finding.note(Area.CODECS, name + " is not used: " + codec.reason(), codec.remedy());
  }
}
