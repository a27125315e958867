package io.bertline.prep.report;

import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.LengthStatistics;
import io.bertline.prep.statistics.SplitStatistics;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Legend;
import io.bertline.report.Numbers;
import io.bertline.report.Plot;
import io.bertline.report.Scale;
import io.bertline.report.Series;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/** Lengths in tokens, words and characters, each linear and logarithmic. */
final class LengthSection {
  private static final double HEIGHT = 210;
  private static final String TOKENS = "tokens";

  private static final Map<Split, Series> SERIES =
      Map.of(
          Split.TRAIN, Series.FIRST,
          Split.VALIDATION, Series.SECOND,
          Split.TEST, Series.THIRD);

  private final DatasetInfo info;
  private final DatasetStatistics statistics;

  LengthSection(DatasetInfo info, DatasetStatistics statistics) {
    this.info = info;
    this.statistics = statistics;
  }

  Element[] elements() {
    Legend legend = new Legend();
    for (Split split : Split.values()) {
      legend.line(series(split), split.lowerCase());
    }
    return new Element[] {
      Html.paragraph(
          "First the share of each split, up to the 99.5th percentile; then every row, in bins that"
              + " double, so that the rare long ones show. ",
          Html.hint("Point at a bin to read its numbers.")),
      legend.element(),
      Html.pairs(
          linear("Tokens", TOKENS, SplitStatistics::tokens),
          logarithmic("Tokens", TOKENS, SplitStatistics::tokens),
          linear("Words", "words", SplitStatistics::words),
          logarithmic("Words", "words", SplitStatistics::words),
          linear("Characters", "characters", SplitStatistics::characters),
          logarithmic("Characters", "characters", SplitStatistics::characters))
    };
  }

  private static Series series(Split split) {
    return SERIES.getOrDefault(split, Series.FOURTH);
  }

  private Element linear(
      String title, String unit, Function<SplitStatistics, LengthStatistics> measure) {
    LengthBins bins = LengthBins.linear(statistics, measure);
    String summary = new Lengths(measure.apply(statistics.whole())).summary();
    Map<Split, double[]> shares = new EnumMap<>(Split.class);
    double top = 0;
    for (Split split : Split.values()) {
      double[] values = bins.values(split, measure.apply(statistics.split(split)).count());
      shares.put(split, values);
      top = Math.max(top, Arrays.stream(values).max().orElse(0));
    }
    // Ends at a twentieth, so that the top tick is at the top of the chart.
    double high = Math.max(0.05, Math.ceil(top * 20) / 20);
    Plot plot =
        new Plot(
            unit,
            "Histogram of " + unit + " a row",
            summary,
            HEIGHT,
            Scale.linear(unit + " a row", 0, bins.end(), 5, Numbers::axis),
            Scale.linear("share of the split", 0, high, 4, Numbers::axisPercent));
    draw(plot, bins, shares, unit);
    return Html.plate(title, summary, new Legend(), plot.element());
  }

  private Element logarithmic(
      String title, String unit, Function<SplitStatistics, LengthStatistics> measure) {
    LengthBins bins = LengthBins.doubling(statistics, measure);
    Map<Split, double[]> rows = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      rows.put(split, bins.values(split, 1));
    }
    Plot plot =
        new Plot(
            unit + "-log",
            "Histogram of " + unit + " a row, logarithmic",
            "The longest row has %s %s."
                .formatted(Numbers.count(measure.apply(statistics.whole()).max()), unit),
            HEIGHT,
            Scale.logarithmic(unit + " a row (log)", 1, bins.end(), Numbers::axis),
            Scale.rows(bins.most()));
    if (unit.equals(TOKENS) && info.maxLength() < bins.end()) {
      plot.vertical(info.maxLength(), "cut at " + info.maxLength());
    }
    draw(plot, bins, rows, unit);
    return Html.plate(title + ", logarithmic", "", new Legend(), plot.element());
  }

  private static void draw(Plot plot, LengthBins bins, Map<Split, double[]> values, String unit) {
    values.forEach((split, heights) -> plot.histogram(series(split), bins.edges(), heights));
    for (int bin = 0; bin < bins.count(); bin++) {
      plot.hover(bins.edges()[bin], bins.edges()[bin + 1], tooltip(bins, bin, unit));
    }
  }

  private static String tooltip(LengthBins bins, int bin, String unit) {
    StringJoiner rows = new StringJoiner(", ", "", " rows");
    for (Split split : Split.values()) {
      rows.add(split.lowerCase() + " " + Numbers.count(bins.rows(split, bin)));
    }
    return "%s to %s %s: %s"
        .formatted(
            Numbers.count((long) bins.edges()[bin]),
            Numbers.count((long) bins.edges()[bin + 1] - 1),
            unit,
            rows);
  }
}
