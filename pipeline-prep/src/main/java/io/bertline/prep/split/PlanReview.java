package io.bertline.prep.split;

import io.bertline.dataset.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why rows make no dataset, each time in one line. */
final class PlanReview {
  private final SplitSettings settings;
  private final RowTable rows;

  PlanReview(SplitSettings settings, RowTable rows) {
    this.settings = settings;
    this.rows = rows;
  }

  /** Reviews what can be told before texts are compared. */
  @Nullable String ofLabels(List<String> labels, Map<String, Long> rowsByLabel) {
    if (rows.rows() == 0) {
      return inputs() + ": has a header but no rows";
    }
    String badRows = badRows(0);
    if (badRows != null) {
      return badRows;
    }
    String column = "column '" + settings.labelColumn() + "'";
    if (rowsByLabel.size() == 1) {
      Map.Entry<String, Long> only = rowsByLabel.entrySet().iterator().next();
      return "%s: %s has one value, \"%s\", in all %d rows; a classifier needs two labels"
          .formatted(inputs(), column, only.getKey(), only.getValue());
    }
    if (labels.size() > RangeSurvey.MAX_LABELS) {
      return "%s: %s has more than %d different values; name the label with --label-column"
          .formatted(inputs(), column, RangeSurvey.MAX_LABELS);
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
   * Reviews the rows that are to be split.
   *
   * @param tied rows left out because as many have another label
   * @param kept number of rows
   * @param totals rows of each split
   */
  @Nullable String ofTotals(long tied, long kept, long[] totals) {
    String badRows = badRows(tied);
    if (badRows != null) {
      return badRows;
    }
    long wanted = Arrays.stream(totals).sum();
    if (wanted > kept || totals[0] < 0) {
      long least = totals[0] < 0 ? totals[1] + totals[2] + 1 : wanted;
      return "%s: %s are too few: the splits are to have %d; add rows or change --train-size, --validation-size, --test-size"
          .formatted(inputs(), rowsThatMayBeUsed(kept), least);
    }
    return null;
  }

  /**
   * Reviews the splits.
   *
   * @param placement when all rows are placed
   * @param given splits for which an input was given
   */
  @Nullable String ofSplits(Placement placement, Set<Split> given) {
    for (Split split : Split.values()) {
      if (placement.placed(split) > 0) {
        continue;
      }
      if (given.contains(split)) {
        return "%s: no row of --%s-input can be used; see that its texts differ from those of other inputs"
            .formatted(inputs(), split.lowerCase());
      }
      if (isWanted(split)) {
        return "%s: %s are too few: the %s split would be empty; add rows or change --%s-size"
            .formatted(
                inputs(),
                rowsThatMayBeUsed(placement.rows()),
                split.lowerCase(),
                split.lowerCase());
      }
    }
    return null;
  }

  private boolean isWanted(Split split) {
    return switch (split) {
      case TRAIN -> true;
      case VALIDATION -> settings.sizes().validation().isPositive();
      case TEST -> settings.sizes().test().isPositive();
    };
  }

  private String rowsThatMayBeUsed(long kept) {
    return kept + (settings.duplicates() == Duplicates.DROP ? " distinct texts" : " rows");
  }

  private @Nullable String badRows(long tied) {
    long bad = rows.unusable() + tied;
    if (bad <= settings.maxBadRows() * rows.rows() && bad < rows.rows()) {
      return null;
    }
    UnusableRow first = rows.firstUnusable();
    return String.format(
        Locale.ROOT,
        "%s; %d of %d rows (%.2f %%) cannot be used, more than --max-bad-rows %s",
        first == null
            ? tied + " rows share their text with as many rows of another label"
            : describe(first),
        bad,
        rows.rows(),
        100.0 * bad / rows.rows(),
        settings.maxBadRows());
  }

  private String describe(UnusableRow row) {
    return "%s: row %d (byte %d): %s"
        .formatted(settings.inputs().get(row.input()), row.row(), row.offset(), row.message());
  }

  private String inputs() {
    return settings.inputs().stream().limit(3).collect(Collectors.joining(", "))
        + (settings.inputs().size() > 3 ? ", ..." : "");
  }
}
