package mien.core.photo;

import java.util.List;
import mien.core.photo.JpegFrame.Component;

/**
 * What stands before the data of a scan (ITU-T T.81, B.2.3).
 *
 * @param components whose blocks it has
 * @param dc the table of each for the first coefficient; any where it needs none
 * @param ac the table of each for the others
 * @param first coefficient
 * @param last coefficient
 * @param refines whether it adds a bit to coefficients that have come
 * @param lowestBit that it gives
 */
record JpegScanHeader(
    List<Component> components,
    List<HuffmanTable> dc,
    List<HuffmanTable> ac,
    int first,
    int last,
    boolean refines,
    int lowestBit) {

  /** Copies. */
  JpegScanHeader {
    components = List.copyOf(components);
    dc = List.copyOf(dc);
    ac = List.copyOf(ac);
  }
}
