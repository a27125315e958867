package io.bertline.eval.report;

import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.champion.ChampionComparison.Change;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import io.bertline.report.Table;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The new classifier beside the one in use, on the same rows. */
final class ChampionSection {
  private static final Map<String, String> TITLES =
      Map.of(
          "f1", "F1",
          "precision", "Precision",
          "recall", "Recall",
          "accuracy", "Accuracy",
          "auc", "ROC area",
          "averagePrecision", "Average precision",
          "mcc", "Correlation (Matthews)",
          "calibrationError", "Calibration error",
          "macroF1", "Macro F1",
          "weightedF1", "Weighted F1");

  private final ChampionComparison comparison;

  private ChampionSection(ChampionComparison comparison) {
    this.comparison = comparison;
  }

  static void addTo(ReportPage page, @Nullable ChampionComparison comparison) {
    if (comparison != null) {
      page.section(
          "champion",
          "Champion",
          "Against the champion " + comparison.release(),
          new ChampionSection(comparison).elements());
    }
  }

  /** Adds the change of F1 to the facts of a page. */
  static void addFact(ReportPage page, @Nullable ChampionComparison comparison) {
    if (comparison != null) {
      Change f1 = f1(comparison);
      page.fact("Against champion", Numbers.difference(f1.difference()), interval(f1) + " in F1");
    }
  }

  /** Returns how the two compare in a sentence; empty if there is no champion. */
  static String sentence(@Nullable ChampionComparison comparison) {
    if (comparison == null) {
      return "";
    }
    Change f1 = f1(comparison);
    double size = Math.abs(f1.difference());
    String change =
        size < 0.0005
            ? "as good as"
            : Numbers.metric(size) + (f1.difference() > 0 ? " better than" : " worse than");
    boolean sure = f1.low() != null && f1.high() != null && (f1.low() > 0 || f1.high() < 0);
    return " It is %s the champion %s (95\u202f%% interval of the difference %s)%s."
        .formatted(
            change,
            comparison.release(),
            interval(f1),
            sure ? ", which is unlikely to be chance" : ", which may be chance");
  }

  private static Change f1(ChampionComparison comparison) {
    return Objects.requireNonNull(comparison.measures().get("f1"), "f1");
  }

  private static String interval(Change change) {
    return change.low() == null || change.high() == null
        ? ""
        : Numbers.difference(change.low()) + " to " + Numbers.difference(change.high());
  }

  private Element[] elements() {
    Table table =
        new Table("Measures of both", "Measure")
            .numbers("This one", "Champion", "Difference", "95\u202f% interval");
    comparison
        .measures()
        .forEach(
            (name, change) -> {
              String title = TITLES.get(name);
              if (title != null) {
                table.row(
                    title,
                    Numbers.metric(change.challenger()),
                    Numbers.metric(change.champion()),
                    Numbers.difference(change.difference()),
                    interval(change));
              }
            });
    return new Element[] {Html.paragraph(rows()), table.element()};
  }

  private String rows() {
    String leftOut =
        comparison.seenByChampion() == 0
            ? ""
            : " %s left out, because the champion was trained on their texts."
                .formatted(Numbers.count(comparison.seenByChampion(), "row is", "rows are"));
    return "Both called the same %s. Only this one is right on %s, only the champion on %s: %s (McNemar’s exact test, p = %s).%s"
        .formatted(
            Numbers.count(comparison.rows(), "row", "rows"),
            Numbers.count(comparison.onlyChallengerRight()),
            Numbers.count(comparison.onlyChampionRight()),
            comparison.pValue() < 0.05
                ? "so uneven a split is unlikely to be chance"
                : "so uneven a split may well be chance",
            comparison.pValue() < 0.0001 ? "< 0.0001" : Numbers.significant(comparison.pValue()),
            leftOut);
  }
}
