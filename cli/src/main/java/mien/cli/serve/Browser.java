package mien.cli.serve;

import java.io.IOException;
import java.util.Locale;

/** The browser of the desktop. */
final class Browser {

  private static final System.Logger LOG = System.getLogger(Browser.class.getName());

  private Browser() {}

  /** Opens a page; where there is no browser, the address on the terminal must do. */
  static void open(String url) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    try {
      new ProcessBuilder(system.contains("mac") ? "open" : "xdg-open", url)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "no browser was opened", e);
    }
  }
}
