package io.bertline.eval.report;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.report.EvaluationFacts.Speed;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.LineageSection;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;

/** The page a person reads about an evaluation. */
public final class EvaluationPage {
  private EvaluationPage() {}

  /** Returns the page as HTML; equal arguments give equal bytes. */
  public static String of(EvaluationMetrics metrics, Decision decision, EvaluationFacts facts) {
    ReportPage page = sections(metrics, decision, facts);
    TrainingSection.addTo(page, facts.training());
    page.section("speed", "Speed", "Speed", speed(facts));
    return LineageSection.addTo(page, facts.lineage()).html();
  }

  private static ReportPage sections(
      EvaluationMetrics metrics, Decision decision, EvaluationFacts facts) {
    if (metrics.binary() != null) {
      return new BinarySections(metrics, metrics.binary(), decision, facts).page();
    }
    if (metrics.multiclass() != null) {
      return new MulticlassSections(metrics, metrics.multiclass(), decision, facts).page();
    }
    throw new IllegalArgumentException("metrics of neither two labels nor more");
  }

  private static Element speed(EvaluationFacts facts) {
    Speed speed = facts.speed();
    if (speed.rows() == 0) {
      return Html.paragraph("The scores are those of an earlier evaluation; no model was loaded.");
    }
    return Html.paragraph(
        "%s took %s, %s a row, on %s. Texts were cut at %s."
            .formatted(
                Numbers.count(speed.rows(), "row", "rows"),
                Numbers.time(speed.seconds()),
                Numbers.time(speed.seconds() / speed.rows()),
                speed.device(),
                Numbers.count(facts.maxLength(), "token", "tokens")));
  }
}
