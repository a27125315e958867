package io.bertline.prep.report;

import io.bertline.dataset.DatasetInfo;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.LengthStatistics;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Legend;
import io.bertline.report.Numbers;
import io.bertline.report.Plot;
import io.bertline.report.Plot.Point;
import io.bertline.report.Plot.Side;
import io.bertline.report.Scale;
import io.bertline.report.Series;
import io.bertline.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** How many rows lose their end at which maximum length. */
final class TruncationSection {
  private static final int SHORTEST = 8;
  private static final int BATCH = 32;

  private final DatasetInfo info;
  private final LengthStatistics tokens;
  private final List<Long> modelLengths;

  /** longer[n] = rows with more than n tokens. */
  private final long[] longer;

  TruncationSection(DatasetInfo info, DatasetStatistics statistics) {
    this.info = info;
    this.tokens = statistics.whole().tokens();
    this.modelLengths = statistics.whole().modelLengths();
    this.longer = new long[tokens.linear().size() - 1];
    long rest = tokens.count();
    for (int length = 0; length < longer.length; length++) {
      rest -= tokens.linear().get(length);
      longer[length] = rest;
    }
  }

  Element[] elements() {
    return new Element[] {
      Html.paragraph(
          "Rows of more than %s lose their end. Twice as many tokens cost about twice the training time."
              .formatted(Numbers.count(info.maxLength(), "token", "tokens"))),
      Html.paragraph(padding()),
      Html.plates(chart(), table())
    };
  }

  private String padding() {
    Padding padding = new Padding(modelLengths);
    return "If every row were padded to %s, %s of what the model reads would be padding; padded to the longest of %d rows in random order, %s. Training sorts rows by length before it makes batches, which leaves a few of a hundred."
        .formatted(
            Numbers.count(info.maxLength(), "token", "tokens"),
            Numbers.percent(padding.upTo(info.maxLength())),
            BATCH,
            Numbers.percent(padding.inRandomBatches(BATCH)));
  }

  private Element chart() {
    int end = Math.min(longer.length - 1, Math.max(info.maxLength() * 2, 64));
    List<Point> curve = new ArrayList<>();
    for (int length = SHORTEST; length <= end; length++) {
      curve.add(new Point(length, share(length)));
    }
    String finding =
        "At %s, %s of %s lose their end."
            .formatted(
                info.maxLength(),
                Numbers.count(rows(info.maxLength())),
                Numbers.count(tokens.count(), "row", "rows"));
    double least =
        curve.stream().mapToDouble(Point::y).filter(share -> share > 0).min().orElse(0.01);
    double low = Math.pow(10, Math.floor(Math.log10(Math.min(0.01, least))));
    Scale share = Scale.logarithmic("rows cut (log)", low, 1, Numbers::axisPercent);
    Scale length = Scale.linear("maximum length in tokens", SHORTEST, end, 5, Numbers::axis);
    String picked = info.maxLength() + ": " + Numbers.percent(share(info.maxLength()));
    Element chart =
        new Plot("truncation", "Rows cut by maximum length", finding, 210, length, share)
            .steps(Series.FIRST, curve)
            .pick(new Point(info.maxLength(), share(info.maxLength())), picked, Side.ABOVE, picked)
            .element();
    return Html.plate("Rows cut by maximum length", finding, new Legend(), chart);
  }

  private long rows(int length) {
    return longer[Math.min(length, longer.length - 1)];
  }

  private double share(int length) {
    return DatasetPage.ratio(rows(length), tokens.count());
  }

  private Element table() {
    TreeSet<Integer> lengths = new TreeSet<>(List.of(32, 64, 128, 256, 384));
    lengths.add(info.maxLength());
    Table table =
        new Table("Other maximum lengths", "Length").numbers("Rows cut", "Share", "Tokens read");
    for (int length : lengths) {
      Object[] cells = {
        Numbers.count(length),
        Numbers.count(rows(length)),
        Numbers.percent(share(length)),
        Numbers.percent(DatasetPage.ratio(tokensRead(length), tokens.sum()))
      };
      if (length == info.maxLength()) {
        table.total(cells);
      } else {
        table.row(cells);
      }
    }
    return Html.plate("If you choose another length", "", new Legend(), table.element());
  }

  private long tokensRead(int length) {
    long read = 0;
    for (int n = 0; n < Math.min(length, longer.length); n++) {
      read += longer[n];
    }
    return read;
  }
}
