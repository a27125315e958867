package io.bertline.prep.report;

import io.bertline.dataset.Split;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.LengthStatistics;
import io.bertline.prep.statistics.SplitStatistics;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Numbers;
import io.bertline.report.Table;
import io.bertline.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Whether validation and test are like train, by the distributions of their lengths and labels. */
final class Comparison {
  /** A smaller distance is of no consequence, however sure it is. */
  private static final double ALIKE = 0.02;

  /** Two samples of one distribution are further apart than this once in a hundred times. */
  private static final double CRITICAL = 1.63;

  private final DatasetStatistics statistics;
  private final SplitStatistics train;
  private final SplitStatistics validation;
  private final SplitStatistics test;

  Comparison(DatasetStatistics statistics) {
    this.statistics = statistics;
    this.train = statistics.split(Split.TRAIN);
    this.validation = statistics.split(Split.VALIDATION);
    this.test = statistics.split(Split.TEST);
  }

  /** Returns whether no difference is larger than chance makes it. */
  boolean alike() {
    return differences().isEmpty();
  }

  /** Returns what differs, for example {@code validation in words}. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    addDifferences("tokens", SplitStatistics::tokens, differences);
    addDifferences("words", SplitStatistics::words, differences);
    addDifferences("characters", SplitStatistics::characters, differences);
    return differences;
  }

  private void addDifferences(
      String unit, Function<SplitStatistics, LengthStatistics> measure, List<String> differences) {
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      SplitStatistics other = statistics.split(split);
      if (distance(other, measure) > limit(other)) {
        differences.add(split.lowerCase() + " in " + unit);
      }
    }
  }

  private double distance(
      SplitStatistics split, Function<SplitStatistics, LengthStatistics> measure) {
    return new Lengths(measure.apply(train)).distance(new Lengths(measure.apply(split)));
  }

  private double limit(SplitStatistics split) {
    return split.rows() == 0 || train.rows() == 0
        ? 1
        : Math.max(ALIKE, CRITICAL * Math.sqrt(1.0 / train.rows() + 1.0 / split.rows()));
  }

  Element[] elements() {
    Table table =
        new Table("Split comparison", "Measure")
            .shortText("Result")
            .numbers("Train", "Validation", "Test", "Distance, validation", "Distance, test");
    addLengths(table, "Tokens, mean", SplitStatistics::tokens);
    addLengths(table, "Words, mean", SplitStatistics::words);
    addLengths(table, "Characters, mean", SplitStatistics::characters);
    if (statistics.labels().size() == 2) {
      table.row(
          "Share of " + statistics.labels().get(1),
          "",
          positiveShare(train),
          positiveShare(validation),
          positiveShare(test),
          "",
          "");
    }
    table.row(
        "Unknown tokens",
        "",
        Numbers.percent(train.unknownShare()),
        Numbers.percent(validation.unknownShare()),
        Numbers.percent(test.unknownShare()),
        "",
        "");
    table.row("Rows cut", "", cut(train), cut(validation), cut(test), "", "");
    return new Element[] {
      Html.paragraph(
          "The distance is the largest gap between the cumulative curves of a split and of train (Kolmogorov-Smirnov). Alike is what chance explains, or under %s."
              .formatted(ALIKE)),
      table.element()
    };
  }

  private void addLengths(
      Table table, String name, Function<SplitStatistics, LengthStatistics> measure) {
    double ofValidation = distance(validation, measure);
    double ofTest = distance(test, measure);
    boolean same = ofValidation <= limit(validation) && ofTest <= limit(test);
    table.row(
        name,
        same ? Verdict.PASS.mark("alike") : Verdict.CAUTION.mark("different"),
        mean(measure.apply(train)),
        mean(measure.apply(validation)),
        mean(measure.apply(test)),
        Numbers.metric(ofValidation),
        Numbers.metric(ofTest));
  }

  private static String mean(LengthStatistics lengths) {
    return String.format(Locale.ROOT, "%,.1f", lengths.mean());
  }

  private static String cut(SplitStatistics split) {
    return Numbers.percent(DatasetPage.ratio(split.truncatedRows(), split.rows()));
  }

  private static String positiveShare(SplitStatistics split) {
    return Numbers.percent(DatasetPage.ratio(split.rowsByLabel().get(1), split.rows()));
  }
}
