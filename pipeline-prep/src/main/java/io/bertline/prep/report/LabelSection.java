package io.bertline.prep.report;

import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.SplitStatistics;
import io.bertline.report.Bars;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Legend;
import io.bertline.report.Numbers;
import io.bertline.report.Series;
import io.bertline.report.Table;
import java.util.Collections;

/** How many rows of each label each split holds. */
final class LabelSection {
  private final DatasetInfo info;
  private final DatasetStatistics statistics;
  private final SplitStatistics whole;

  LabelSection(DatasetInfo info, DatasetStatistics statistics) {
    this.info = info;
    this.statistics = statistics;
    this.whole = statistics.whole();
  }

  Element[] elements() {
    Element introduction =
        Html.paragraph("Seed %d decides which row goes where.".formatted(info.seed()));
    return info.binary()
        ? new Element[] {introduction, twoLabels()}
        : new Element[] {introduction, splits(), labels()};
  }

  private Element twoLabels() {
    String negative = info.labels().get(0);
    String positive = info.labels().get(1);
    Legend legend = new Legend().block(Series.FIRST, negative).block(Series.SECOND, positive);
    Table table =
        new Table("Rows by split and label", "Split")
            .numbers("Share of " + positive)
            .graph(legend.element())
            .numbers("Rows", "Share", negative, positive, "Shards");
    for (Split split : Split.values()) {
      table.row(twoLabels(split.lowerCase(), statistics.split(split), shards(split)));
    }
    long shards = info.splits().values().stream().mapToLong(split -> split.shards().size()).sum();
    return table.total(twoLabels("all", whole, shards)).element();
  }

  private Object[] twoLabels(String name, SplitStatistics split, long shards) {
    long negatives = split.rowsByLabel().get(0);
    long positives = split.rowsByLabel().get(1);
    return new Object[] {
      name,
      Numbers.percent(DatasetPage.ratio(positives, split.rows())),
      Bars.stack(negatives, positives),
      Numbers.count(split.rows()),
      Numbers.percent(DatasetPage.ratio(split.rows(), whole.rows())),
      Numbers.count(negatives),
      Numbers.count(positives),
      Numbers.count(shards)
    };
  }

  private long shards(Split split) {
    SplitInfo files = info.splits().get(split.lowerCase());
    return files == null ? 0 : files.shards().size();
  }

  private Element splits() {
    Table table = new Table("Rows by split", "Split").numbers("Rows", "Share", "Shards");
    for (Split split : Split.values()) {
      long rows = statistics.split(split).rows();
      table.row(
          split.lowerCase(),
          Numbers.count(rows),
          Numbers.percent(DatasetPage.ratio(rows, whole.rows())),
          Numbers.count(shards(split)));
    }
    return table.element();
  }

  private Element labels() {
    long most = Collections.max(whole.rowsByLabel());
    Table table =
        new Table("Rows by label", "Label")
            .numbers("Share")
            .graph("from 0 to " + Numbers.count(most))
            .numbers("Rows", "Train", "Validation", "Test");
    for (int label = 0; label < info.labels().size(); label++) {
      long rows = whole.rowsByLabel().get(label);
      table.row(
          Html.foreign(info.labels().get(label)),
          Numbers.percent(DatasetPage.ratio(rows, whole.rows())),
          Bars.bar(DatasetPage.ratio(rows, most)),
          Numbers.count(rows),
          Numbers.count(statistics.split(Split.TRAIN).rowsByLabel().get(label)),
          Numbers.count(statistics.split(Split.VALIDATION).rowsByLabel().get(label)),
          Numbers.count(statistics.split(Split.TEST).rowsByLabel().get(label)));
    }
    return table.element();
  }
}
