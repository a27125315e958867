package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.report.Plot.Point;
import io.bertline.report.Plot.Side;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plot area runs from (42, 24) to (350, 214): 308 by 190 units. */
final class PlotTest {
  private final Plot plot =
      new Plot("p", "Title", "Finding", 250, Scale.unit("recall"), Scale.unit("precision"));

  @Test
  void mapsTheCornersOfTheScalesToTheCornersOfThePlot() {
    plot.line(Series.FIRST, List.of(new Point(0, 0), new Point(0.5, 0.5), new Point(1, 1)));

    assertThat(plot.element().toString())
        .contains("<path class=\"line s1\" d=\"M42 214L196 119L350 24\"/>");
  }

  @Test
  void holdsEachStepUntilTheNextPoint() {
    plot.steps(Series.REFERENCE, List.of(new Point(0, 1), new Point(0.5, 0.5)));

    assertThat(plot.element().toString()).contains("class=\"line ref\" d=\"M42 24H196V119\"");
  }

  @Test
  void dropsEmptyBinsToTheBaseLine() {
    plot.histogram(Series.SECOND, new double[] {0, 0.5, 1}, new double[] {1, 0});

    assertThat(plot.element().toString())
        .contains("class=\"area s2 dashed outline\" d=\"M42 214V24H196V214H350V214\"");
  }

  @Test
  void namesAPickOnTheSideThatHasRoom() {
    assertThat(plot.pick(new Point(0.1, 0.5), "left", Side.ABOVE, "").element().toString())
        .contains("<text x=\"80.8\" y=\"113\" class=\"note\" text-anchor=\"start\">left</text>");
    assertThat(plot.pick(new Point(0.9, 0.5), "right", Side.BELOW, "").element().toString())
        .contains("<text x=\"311.2\" y=\"133\" class=\"note\" text-anchor=\"end\">right</text>");
    assertThat(plot.pick(new Point(0.5, 1), "top", Side.ABOVE, "").element().toString())
        .contains("<text x=\"204\" y=\"38\" class=\"note\" text-anchor=\"start\">top</text>");
  }

  @Test
  void refusesAHeatMapTooFineToRead() {
    List<String> labels = Collections.nCopies(12, "label");

    assertThatThrownBy(() -> HeatMap.of("h", "t", "d", labels, new long[12][12]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesTheShareOfTheRowIntoARoomyHeatMap() {
    String map =
        HeatMap.of("h", "t", "d", List.of("no", "yes"), new long[][] {{3, 1}, {0, 0}}).toString();

    assertThat(map)
        .contains("no called yes: 1 (25.0\u202f%)")
        .contains("class=\"cell h7\"")
        .contains("class=\"cell-count big on-dark\" text-anchor=\"middle\">3<")
        .contains("yes called yes: 0 (0\u202f%)");
  }

  @Test
  void fillsExactlyAsManySquaresAsItSays() {
    assertThat(Waffle.of("w", 72, "t", "d").toString().split("class=\"on\"", -1)).hasSize(73);
  }
}
