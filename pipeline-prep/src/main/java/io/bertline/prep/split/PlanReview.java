package io.bertline.prep.split;

import io.bertline.dataset.Split;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why rows make no dataset, each time in one line. */
final class PlanReview {
  /** More than the classes of any classification task; rather the values of a wrong column. */
  private static final int MAX_LABELS = 1000;

  private final SplitSettings settings;

  PlanReview(SplitSettings settings) {
    this.settings = settings;
  }

  /** Reviews what can be told before texts are compared. */
  @Nullable String ofLabels(
      List<RangeSurvey> ranges, List<String> labels, Map<String, Long> rowsByLabel) {
    if (ranges.stream().allMatch(range -> range.rows() == 0)) {
      return inputs() + ": has a header but no rows";
    }
    String badRows = badRows(ranges, 0);
    if (badRows != null) {
      return badRows;
    }
    String column = "column '" + settings.labelColumn() + "'";
    if (rowsByLabel.size() == 1) {
      Map.Entry<String, Long> only = rowsByLabel.entrySet().iterator().next();
      return "%s: %s has one value, \"%s\", in all %d rows; a classifier needs two labels"
          .formatted(inputs(), column, only.getKey(), only.getValue());
    }
    if (labels.size() > MAX_LABELS) {
      return "%s: %s has %d different values, more than %d; name the label with --label-column"
          .formatted(inputs(), column, labels.size(), MAX_LABELS);
    }
    String positive = settings.positiveLabel();
    if (positive != null && !rowsByLabel.containsKey(positive)) {
      return "%s: %s is never \"%s\", the --positive-label; there are %s"
          .formatted(inputs(), column, positive, String.join(", ", labels));
    }
    if (positive != null && labels.size() > 2) {
      return "%s: %s has %d values; --positive-label is for two"
          .formatted(inputs(), column, labels.size());
    }
    return null;
  }

  /**
   * Reviews the texts that are kept.
   *
   * @param tied rows left out because as many have another label
   * @param kept number of texts
   * @param totals rows of each split
   */
  @Nullable String ofRows(List<RangeSurvey> ranges, long tied, long kept, long[] totals) {
    String badRows = badRows(ranges, tied);
    if (badRows != null) {
      return badRows;
    }
    List<SplitSize> sizes =
        List.of(settings.sizes().train(), settings.sizes().validation(), settings.sizes().test());
    for (Split split : Split.values()) {
      int index = List.of(Split.values()).indexOf(split);
      if (totals[index] < 0 || (totals[index] == 0 && sizes.get(index).isPositive())) {
        return "%s: %d distinct texts are too few: the %s split would be empty; add rows or change %s"
            .formatted(inputs(), kept, split.lowerCase(), "--" + split.lowerCase() + "-size");
      }
    }
    return null;
  }

  private @Nullable String badRows(List<RangeSurvey> ranges, long tied) {
    long rows = ranges.stream().mapToLong(RangeSurvey::rows).sum();
    long unusable = ranges.stream().mapToLong(PlanReview::unusable).sum();
    long bad = unusable + tied;
    if (bad <= settings.maxBadRows() * rows && bad < rows) {
      return null;
    }
    String first =
        ranges.stream()
            .map(RangeSurvey::firstUnusable)
            .filter(Objects::nonNull)
            .min(Comparator.comparingInt(UnusableRow::input).thenComparingLong(UnusableRow::row))
            .map(this::describe)
            .orElse(tied + " rows share their text with as many rows of another label");
    return String.format(
        Locale.ROOT,
        "%s; %d of %d rows (%.2f %%) cannot be used, more than --max-bad-rows %s",
        first,
        bad,
        rows,
        100.0 * bad / rows,
        settings.maxBadRows());
  }

  private String describe(UnusableRow row) {
    return "%s: row %d (byte %d): %s"
        .formatted(settings.inputs().get(row.input()), row.row(), row.offset(), row.message());
  }

  private static long unusable(RangeSurvey range) {
    long unusable = 0;
    for (int label : range.labels()) {
      unusable += label == RangeSurvey.UNUSABLE ? 1 : 0;
    }
    return unusable;
  }

  private String inputs() {
    return settings.inputs().stream().limit(3).collect(Collectors.joining(", "))
        + (settings.inputs().size() > 3 ? ", ..." : "");
  }
}
