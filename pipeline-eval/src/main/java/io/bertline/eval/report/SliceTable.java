package io.bertline.eval.report;

import io.bertline.eval.measure.Measured;
import io.bertline.eval.measure.MulticlassMetrics;
import io.bertline.eval.measure.ThresholdMetrics;
import io.bertline.eval.slices.Slice;
import io.bertline.eval.slices.Slice.Judgement;
import io.bertline.metrics.Interval;
import io.bertline.report.Bars;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Numbers;
import io.bertline.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The slices of a split on one scale, weakest first, the whole split among them. */
final class SliceTable {
  private static final String WHOLE = "all rows";

  private final Table table;
  private final double whole;
  private final String tooFew;
  private final boolean binary;

  private SliceTable(String measure, double whole, String tooFew, boolean binary) {
    this.whole = whole;
    this.tooFew = tooFew;
    this.binary = binary;
    this.table =
        new Table("Slices", "Slice")
            .numbers(measure)
            .graph(measure + " from 0 to 1")
            .numbers("Rows");
  }

  static Element[] binary(
      EvaluationFacts facts,
      Measured f1,
      ThresholdMetrics chosen,
      String positive,
      long positiveRows) {
    Slice all =
        new Slice(
            WHOLE,
            WHOLE,
            chosen.truePositives()
                + chosen.falsePositives()
                + chosen.falseNegatives()
                + chosen.trueNegatives(),
            positiveRows,
            false,
            new Judgement(
                f1.value(),
                new Interval(f1.low(), f1.high()),
                Map.of("precision", chosen.precision(), "recall", chosen.recall())));
    SliceTable slices =
        new SliceTable("F1", f1.value(), "too few “" + positive + "” rows to judge", true);
    slices.table.numbers(positive, "Precision", "Recall");
    return slices.elements(
        facts,
        all,
        "F1 with its 95\u202f%% interval, weakest first. The upright line is the whole split. A slice with fewer than %d “%s” rows is not judged."
            .formatted(Slice.FEWEST_JUDGED_ROWS, positive));
  }

  static Element[] multiclass(
      EvaluationFacts facts, Measured accuracy, MulticlassMetrics metrics, long rows) {
    Slice all =
        new Slice(
            WHOLE,
            WHOLE,
            rows,
            rows,
            false,
            new Judgement(
                accuracy.value(),
                new Interval(accuracy.low(), accuracy.high()),
                Map.of("precision", metrics.macroPrecision(), "recall", metrics.macroRecall())));
    SliceTable slices =
        new SliceTable("Accuracy", accuracy.value(), "too few rows to judge", false);
    return slices.elements(
        facts,
        all,
        "Accuracy with its 95\u202f%% interval, weakest first. The upright line is the whole split. A slice with fewer than %d rows is not judged."
            .formatted(Slice.FEWEST_JUDGED_ROWS));
  }

  private Element[] elements(EvaluationFacts facts, Slice all, String introduction) {
    List<Slice> ranked = new ArrayList<>();
    facts.slices().stream()
        .filter(slice -> !slice.group().equals(Slice.LABEL))
        .forEach(ranked::add);
    ranked.add(all);
    ranked.sort(
        Comparator.comparing((Slice slice) -> slice.judgement() == null)
            .thenComparingDouble(Slice::valueOrOne));
    for (Slice slice : ranked) {
      if (slice.equals(all)) {
        table.total(cells(slice));
      } else {
        table.row(cells(slice));
      }
    }
    Table labels =
        new Table("Rows by label", "Label").numbers("Right").graph("share right").numbers("Rows");
    facts.slices().stream()
        .filter(slice -> slice.group().equals(Slice.LABEL))
        .forEach(slice -> addLabel(labels, slice));
    return binary && !labels.isEmpty()
        ? new Element[] {
          Html.paragraph(introduction),
          table.element(),
          Html.paragraph("How many rows of each label are right:"),
          labels.element()
        }
        : new Element[] {Html.paragraph(introduction), table.element()};
  }

  private static void addLabel(Table labels, Slice slice) {
    Judgement judgement = slice.judgement();
    labels.row(
        Html.foreign(slice.name()),
        judgement == null ? "" : Numbers.percent(judgement.value()),
        judgement == null ? Html.muted("too few rows to judge") : Bars.bar(judgement.value()),
        Numbers.count(slice.rows()));
  }

  private Object[] cells(Slice slice) {
    List<Object> cells = new ArrayList<>();
    Judgement judgement = slice.judgement();
    cells.add(Html.foreign(slice.name()));
    cells.add(judgement == null ? "" : Numbers.metric(judgement.value()));
    cells.add(judgement == null ? Html.muted(tooFew) : bar(slice, judgement));
    cells.add(Numbers.count(slice.rows()));
    if (binary) {
      cells.add(Numbers.count(slice.judgedRows()));
      cells.add(judgement == null ? "" : Numbers.metric(judgement.figure("precision")));
      cells.add(judgement == null ? "" : Numbers.metric(judgement.figure("recall")));
    }
    return cells.toArray();
  }

  private Element bar(Slice slice, Judgement judgement) {
    return Bars.interval(
        judgement.value(),
        judgement.interval().low(),
        judgement.interval().high(),
        whole,
        slice.weak());
  }
}
