package io.bertline.eval.report;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.BinaryMetrics;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Measured;
import io.bertline.eval.measure.ThresholdMetrics;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.IntervalStrip;
import io.bertline.report.Notices;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import io.bertline.report.Series;

/** The page of a task with two labels, of which one is sought. */
final class BinarySections {
  /** By so much another threshold must be better to be worth a word. */
  private static final double WORTH_A_WORD = 0.02;

  /** Scores that differ by less than this hardly depend on the text. */
  private static final double HARDLY_APART = 0.1;

  private final EvaluationMetrics metrics;
  private final BinaryMetrics binary;
  private final Decision decision;
  private final EvaluationFacts facts;
  private final ThresholdMetrics chosen;
  private final String negative;
  private final String positive;

  BinarySections(
      EvaluationMetrics metrics, BinaryMetrics binary, Decision decision, EvaluationFacts facts) {
    this.metrics = metrics;
    this.binary = binary;
    this.decision = decision;
    this.facts = facts;
    this.chosen = binary.atDecision();
    this.negative = metrics.labels().get(0);
    this.positive = metrics.labels().get(1);
  }

  /** Returns the page without speed and lineage. */
  ReportPage page() {
    Measured f1 = Headline.of(metrics, "f1");
    String answer =
        "F1 is %s on %s."
            .formatted(
                Numbers.metric(f1.value()),
                Numbers.count(metrics.rows(), facts.split() + " row", facts.split() + " rows"));
    Notices notices = notices(f1);
    Answer found = Answer.of(decision, notices, answer);
    ReportPage page =
        new ReportPage(
                "Evaluation",
                facts.subject(),
                "Evaluation of " + facts.subject().project() + ": " + found.sentence())
            .about(facts.split() + " split, " + Numbers.count(metrics.rows(), "row", "rows"))
            .verdict(found.verdict(), found.mark(), found.sentence(), lead(f1))
            .headline(headline());
    addFacts(page);
    notices.addTo(page);
    page.section(
        "threshold-words",
        "Threshold",
        "What the threshold of " + ThresholdSection.text(chosen) + " means",
        new ThresholdSection(metrics, binary, decision).elements());
    GateSection.addTo(page, decision.gate());
    ChampionSection.addTo(page, facts.champion());
    page.section(
        "curves",
        "Curves",
        "Every threshold at a glance",
        new CurveSection(metrics, binary, decision, facts.champion()).elements());
    if (!facts.slices().isEmpty()) {
      page.section(
          "slices",
          "Slices",
          "Where it is strong and where it is weak",
          SliceTable.binary(facts, f1, chosen, positive, metrics.rowsByLabel().get(1)));
    }
    if (!facts.rows().mistakes().isEmpty()) {
      page.section(
          "errors",
          "Worst errors",
          "Worst errors",
          new MistakeLists(facts).binary(chosen, negative, positive));
    }
    MistakeLists.addOthers(page, facts.rows(), positive);
    return page;
  }

  private Element lead(Measured f1) {
    double majority =
        Math.max(metrics.rowsByLabel().get(0), metrics.rowsByLabel().get(1))
            / (double) metrics.rows();
    return Html.paragraph(
        "F1 is ",
        Html.bold(Numbers.metric(f1.value())),
        ". Its 95\u202f% interval is ",
        Html.bold(Numbers.interval(f1.low(), f1.high())),
        "."
            + ChampionSection.sentence(facts.champion())
            + " At the threshold of %s it finds %d of 100 “%s” rows, and %d of 100 rows it flags are right. "
                .formatted(
                    ThresholdSection.text(chosen),
                    Numbers.ofHundred(chosen.recall()),
                    positive,
                    Numbers.ofHundred(chosen.precision())),
        "Always saying the more frequent label is right %s of the time; this classifier is right %s."
            .formatted(Numbers.percent(majority), Numbers.percent(chosen.accuracy())));
  }

  private Element headline() {
    IntervalStrip strip = new IntervalStrip("95\u202f% interval");
    StringBuilder description = new StringBuilder();
    for (String name : new String[] {"f1", "precision", "recall"}) {
      Measured measured = Headline.of(metrics, name);
      String title = name.equals("f1") ? "F1" : name;
      strip.row(
          name.equals("f1") ? Series.FIRST : Series.REFERENCE,
          title,
          measured.value(),
          measured.low(),
          measured.high());
      description.append(
          "%s %s (%s). "
              .formatted(
                  title,
                  Numbers.metric(measured.value()),
                  Numbers.interval(measured.low(), measured.high())));
    }
    return strip.element(
        "headline", "F1, precision and recall with their intervals", description.toString());
  }

  private void addFacts(ReportPage page) {
    Headline.addFact(page, metrics, "F1", "f1");
    Headline.addFact(page, metrics, "Precision", "precision");
    Headline.addFact(page, metrics, "Recall", "recall");
    if (facts.champion() == null) {
      Headline.addFact(page, metrics, "Average precision", "averagePrecision");
    } else {
      ChampionSection.addFact(page, facts.champion());
    }
    Headline.addFact(page, metrics, "ROC area", "auc");
    Headline.addCalibration(page, metrics);
  }

  private Notices notices(Measured f1) {
    Notices notices = new Notices();
    Measured area = Headline.of(metrics, "auc");
    if (Double.isNaN(area.value())) {
      notices.fail(
          "One label has no row.", "Nothing can be said about how well the two are told apart.");
    } else if (area.low() <= 0.5) {
      notices.fail(
          "It may be no better than guessing.",
          "The ROC area is %s (95\u202f%% interval %s); guessing gives 0.500."
              .formatted(Numbers.metric(area.value()), Numbers.interval(area.low(), area.high())));
    }
    double high = binary.curve().get(0).threshold();
    double low = binary.curve().get(binary.curve().size() - 1).threshold();
    if (high - low < HARDLY_APART) {
      notices.caution(
          "It has hardly learnt to tell the labels apart.",
          "All scores lie between %s and %s; more training may help."
              .formatted(ThresholdSection.text(low), ThresholdSection.text(high)));
    }
    ThresholdMetrics best = new ThresholdSection(metrics, binary, decision).best();
    if (best.f1() > chosen.f1() + WORTH_A_WORD) {
      notices.caution(
          "Another threshold would do better here.",
          "At %s F1 is %s. That is fitted to these very rows, so expect a little less elsewhere."
              .formatted(ThresholdSection.text(best), Numbers.metric(best.f1())));
    }
    GeneralNotices.add(notices, metrics, facts, "F1", f1);
    return notices;
  }
}
