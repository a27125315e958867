package io.bertline.prep.report;

import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.prep.split.TextCounts;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.RowCounts;
import io.bertline.prep.statistics.SplitStatistics;
import io.bertline.report.Notices;
import io.bertline.report.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a careful colleague would say about a dataset. */
final class DatasetNotices {
  /** From this many rows of one label for one of another on, accuracy misleads. */
  private static final double UNBALANCED = 5;

  /** Fewer training rows teach next to nothing about a label. */
  private static final long FEW_ROWS = 30;

  private static final double MUCH_CUT = 0.01;
  private static final double MANY_UNKNOWN = 0.01;
  private static final double MANY_DUPLICATES = 0.1;

  private final DatasetInfo info;
  private final DatasetStatistics statistics;
  private final DatasetFacts facts;
  private final SplitStatistics whole;
  private final Notices notices = new Notices();

  DatasetNotices(DatasetInfo info, DatasetStatistics statistics, DatasetFacts facts) {
    this.info = info;
    this.facts = facts;
    this.statistics = statistics;
    this.whole = statistics.whole();
  }

  /** Returns them all. */
  Notices all(Comparison comparison) {
    addMissingRows();
    addBalance();
    addConflicts();
    addTokens();
    if (!comparison.alike()) {
      notices.caution(
          "The splits do not look alike.",
          "Train differs from " + String.join(", ", comparison.differences()) + ".");
    }
    return notices;
  }

  private void addMissingRows() {
    List<String> untaught = labelsBelow(Split.TRAIN, 1);
    if (!untaught.isEmpty()) {
      notices.fail("Train has no row of " + names(untaught) + ".", "No model can learn that.");
    }
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      List<String> missing = labelsBelow(split, 1);
      if (statistics.split(split).rows() == 0) {
        notices.caution("There is no " + split.lowerCase() + " split.", use(split));
      } else if (!missing.isEmpty()) {
        notices.caution(
            "The %s split has no row of %s.".formatted(split.lowerCase(), names(missing)),
            use(split));
      }
    }
    List<String> rare = labelsBelow(Split.TRAIN, FEW_ROWS);
    if (!rare.isEmpty() && untaught.isEmpty()) {
      notices.caution(
          "%s fewer than %d training rows."
              .formatted(Numbers.count(rare.size(), "label has", "labels have"), FEW_ROWS),
          "Little can be learnt about " + names(rare) + ".");
    }
  }

  private static String use(Split split) {
    return split == Split.VALIDATION
        ? "Training chooses the best epoch and the threshold by it."
        : "An evaluation measures by it.";
  }

  private List<String> labelsBelow(Split split, long rows) {
    List<String> labels = new ArrayList<>();
    for (int label = 0; label < info.labels().size(); label++) {
      if (statistics.split(split).rowsByLabel().get(label) < rows) {
        labels.add(info.labels().get(label));
      }
    }
    return labels;
  }

  private static String names(List<String> labels) {
    String first =
        String.join(", ", labels.stream().limit(5).map(label -> "“" + label + "”").toList());
    return labels.size() > 5 ? first + " and others" : first;
  }

  private void addBalance() {
    long most = Collections.max(whole.rowsByLabel());
    long fewest = Collections.min(whole.rowsByLabel());
    if (fewest == 0 || most < UNBALANCED * fewest) {
      return;
    }
    String frequent = info.labels().get(whole.rowsByLabel().indexOf(most));
    String rare = info.labels().get(whole.rowsByLabel().lastIndexOf(fewest));
    notices.caution(
        "The labels are unbalanced: %d “%s” for 1 “%s”."
            .formatted(Math.round((double) most / fewest), frequent, rare),
        info.binary()
            ? "Judge by F1 or average precision, not accuracy: always saying “%s” is right %s of the time."
                .formatted(frequent, Numbers.percent(DatasetPage.ratio(most, whole.rows())))
            : "Judge by macro F1, not accuracy, in which rare labels hardly count.");
  }

  private void addConflicts() {
    RowCounts rows = statistics.rows();
    if (rows.outvoted() > 0) {
      notices.caution(
          "%s outvoted.".formatted(Numbers.count(rows.outvoted(), "row was", "rows were")),
          "Most rows of the same text have another label, which was kept: the labels are not always"
              + " sure.");
    }
    TextCounts texts = statistics.texts();
    if (texts.shared() > 0) {
      notices.caution(
          "%s in more than one split."
              .formatted(Numbers.count(texts.shared(), "text is", "texts are")),
          "What is measured on them was learnt by heart; --duplicates drop or keep avoids that.");
    }
    if (rows.leftOver() > 0) {
      notices.caution(
          "%s left over.".formatted(Numbers.count(rows.leftOver(), "row is", "rows are")),
          "The sizes of the splits take no more.");
    }
    if (rows.duplicates() > MANY_DUPLICATES * rows.read()) {
      notices.caution(
          Numbers.percent(DatasetPage.ratio(rows.duplicates(), rows.read()))
              + " of the rows are duplicates.",
          "Each text was kept once.");
    }
  }

  private void addTokens() {
    double cut = DatasetPage.ratio(whole.truncatedRows(), whole.rows());
    if (cut >= MUCH_CUT) {
      notices.caution(
          "%s of the rows are cut at %s."
              .formatted(Numbers.percent(cut), Numbers.count(info.maxLength(), "token", "tokens")),
          "Their end is not read; --max-length sets the limit.");
    }
    if (whole.unknownShare() >= MANY_UNKNOWN) {
      notices.caution(
          Numbers.percent(whole.unknownShare()) + " of the tokens are unknown.",
          "Does the vocabulary of " + facts.tokenizer() + " fit the language of the texts?");
    }
  }
}
