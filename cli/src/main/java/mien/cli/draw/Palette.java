package mien.cli.draw;

import java.awt.Color;

/** The colors of annotated pictures: bright enough for dark photos, rimmed for light ones. */
final class Palette {

  /** Behind every line, so that it stands out from snow and from night. */
  static final Color RIM = new Color(10, 12, 16, 150);

  /** Behind text. */
  static final Color PLATE = new Color(16, 18, 24, 216);

  /** First lines. */
  static final Color TEXT = new Color(250, 250, 250);

  /** Further lines. */
  static final Color FAINT_TEXT = new Color(205, 210, 218);

  /** Landmarks and their lines. */
  static final Color LANDMARK = new Color(255, 255, 255, 225);

  /** Head axes: to the right of the picture, up, and out of the face. */
  static final Color AXIS_RIGHT = new Color(255, 92, 92);

  static final Color AXIS_UP = new Color(92, 230, 120);
  static final Color AXIS_OUT = new Color(96, 165, 255);

  /** What should alarm. */
  static final Color ALARM = new Color(255, 82, 82);

  private static final Color[] FACES = {
    new Color(64, 224, 208), // turquoise
    new Color(255, 196, 61), // amber
    new Color(186, 140, 255), // violet
    new Color(124, 220, 90), // green
    new Color(255, 130, 180), // pink
    new Color(90, 190, 255), // sky
    new Color(255, 150, 90), // orange
    new Color(222, 222, 110), // straw
  };

  private Palette() {}

  /** Neighboring faces differ in color. */
  static Color face(int index) {
    return FACES[index % FACES.length];
  }

  /** The same color, partly transparent. */
  static Color faded(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }
}
