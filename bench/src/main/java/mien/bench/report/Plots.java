package mien.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves as PNG pictures, all in one look. */
public final class Plots {

  private static final Color[] COLORS = {
    new Color(0x1f5aa6), new Color(0xc2491d), new Color(0x2b8a5a), new Color(0x777777)
  };

  /**
   * A curve.
   *
   * @param name in the legend
   * @param x one value a point; above 0 on a logarithmic axis
   * @param y as many
   */
  public record Curve(String name, List<Double> x, List<Double> y) {}

  /** How the axes run. */
  public enum Axes {
    /** Both even, the vertical one from 0. */
    LINEAR,
    /** Both even, from 0 to 1. */
    SHARES,
    /** The horizontal one logarithmic. */
    LOG_X,
    /** Both logarithmic. */
    LOG_BOTH
  }

  private Plots() {}

  /** Draws curves into {@code file}, 900 by 600 pixels. */
  public static void write(
      Path file, String title, String xAxis, String yAxis, Axes axes, List<Curve> curves)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(600)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
    chart.getStyler().setSeriesColors(COLORS);
    chart.getStyler().setXAxisLogarithmic(axes == Axes.LOG_X || axes == Axes.LOG_BOTH);
    chart.getStyler().setYAxisLogarithmic(axes == Axes.LOG_BOTH);
    chart.getStyler().setMarkerSize(5);
    chart.getStyler().setYAxisDecimalPattern("0.####");
    if (axes == Axes.SHARES) {
      chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.02);
      chart.getStyler().setDecimalPattern("0.0");
    } else if (axes == Axes.LINEAR) {
      chart.getStyler().setYAxisMin(0.0).setDecimalPattern("#,##0");
    }
    for (Curve curve : curves) {
      var series = chart.addSeries(curve.name(), curve.x(), curve.y());
      series.setMarker(curve.x().size() > 20 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
