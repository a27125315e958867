package io.bertline.prep.split;

import io.bertline.dataset.Split;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides where every row goes. The result depends on the rows and the settings only, not on how
 * the input was cut into ranges. Takes some 35 bytes of memory a row: 0.5 GB for 13 million.
 */
public final class SplitPlanner {
  /** How many rows the report shows. */
  private static final int EXAMPLES = 6;

  private final SplitSettings settings;
  private final List<RangeShape> ranges;

  /**
   * @param ranges the ranges of the whole input in order
   */
  public SplitPlanner(SplitSettings settings, List<RangeShape> ranges) {
    this.settings = settings;
    this.ranges = List.copyOf(ranges);
  }

  /**
   * Makes the plan.
   *
   * @param surveys every range of the input, in any order
   */
  public SplitPlan plan(Iterable<RangeSurvey> surveys) {
    RowTable table = new RowTable(ranges);
    surveys.forEach(table::add);
    Map<String, Long> rowsByLabel = table.rowsByLabel();
    PlanReview review = new PlanReview(settings, table);
    List<String> labels =
        LabelOrder.order(settings.labels(), settings.positiveLabel(), rowsByLabel);
    String refusal = review.ofLabels(labels, rowsByLabel);
    return refusal != null ? SplitPlan.refused(refusal) : plan(table, labels, review);
  }

  private SplitPlan plan(RowTable table, List<String> labels, PlanReview review) {
    table.orderLabels(labels);
    int[] byText = new RowSort(table::textHigh, table::compareTexts).sort(table.allUndecided());
    TextGroups texts = new TextGroups(table, byText, settings.duplicates(), labels.size());
    texts.resolve();
    Placement placement =
        new Placement(
            table,
            byText,
            settings.duplicates() != Duplicates.IGNORE,
            labels.size(),
            new SeededOrder(settings.seed()));
    long[] totals = settings.sizes().totals(placement.rows());
    String refusal = review.ofTotals(texts.tied(), placement.rows(), totals);
    if (refusal != null) {
      return SplitPlan.refused(refusal);
    }
    placement.place(totals);
    refusal = review.ofSplits(placement, givenSplits());
    if (refusal != null) {
      return SplitPlan.refused(refusal);
    }
    List<RangeFates> fates = table.fates();
    for (int row : placement.examples(EXAMPLES)) {
      fates.get(table.range(row)).markExample(table.indexInRange(row));
    }
    return new SplitPlan(labels, fates, texts.counts(), table, byText);
  }

  private Set<Split> givenSplits() {
    return ranges.stream()
        .map(RangeShape::split)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
