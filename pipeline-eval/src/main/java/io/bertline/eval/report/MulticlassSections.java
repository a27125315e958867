package io.bertline.eval.report;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Measured;
import io.bertline.eval.measure.MulticlassMetrics;
import io.bertline.eval.measure.MulticlassMetrics.LabelMetrics;
import io.bertline.metrics.MulticlassConfusion;
import io.bertline.metrics.MulticlassConfusion.Mistake;
import io.bertline.report.Bars;
import io.bertline.report.Element;
import io.bertline.report.HeatMap;
import io.bertline.report.Html;
import io.bertline.report.IntervalStrip;
import io.bertline.report.Legend;
import io.bertline.report.Notices;
import io.bertline.report.Numbers;
import io.bertline.report.ReportPage;
import io.bertline.report.Series;
import io.bertline.report.Table;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The page of a task with more than two labels, where the most probable one wins. */
final class MulticlassSections {
  private static final int MOST_MISTAKES = 15;

  private final EvaluationMetrics metrics;
  private final MulticlassMetrics multiclass;
  private final Decision decision;
  private final EvaluationFacts facts;
  private final MulticlassConfusion confusion;

  MulticlassSections(
      EvaluationMetrics metrics,
      MulticlassMetrics multiclass,
      Decision decision,
      EvaluationFacts facts) {
    this.metrics = metrics;
    this.multiclass = multiclass;
    this.decision = decision;
    this.facts = facts;
    this.confusion = new MulticlassConfusion(multiclass.confusion());
  }

  /** Returns the page without speed and lineage. */
  ReportPage page() {
    Measured macro = Headline.of(metrics, "macroF1");
    Measured accuracy = Headline.of(metrics, "accuracy");
    String answer =
        "Macro F1 is %s on %s."
            .formatted(
                Numbers.metric(macro.value()),
                Numbers.count(metrics.rows(), facts.split() + " row", facts.split() + " rows"));
    Notices notices = notices(accuracy);
    Answer found = Answer.of(decision, notices, answer);
    ReportPage page =
        new ReportPage(
                "Evaluation",
                facts.subject(),
                "Evaluation of " + facts.subject().project() + ": " + found.sentence())
            .about(
                "%s split, %s, %s"
                    .formatted(
                        facts.split(),
                        Numbers.count(metrics.rows(), "row", "rows"),
                        Numbers.count(confusion.labels(), "label", "labels")))
            .verdict(found.verdict(), found.mark(), found.sentence(), lead(macro))
            .headline(headline());
    addFacts(page);
    notices.addTo(page);
    GateSection.addTo(page, decision.gate());
    ChampionSection.addTo(page, facts.champion());
    page.section("labels", "Labels", "Which labels it knows and which it does not", labels());
    page.section("mistakes", "Mistakes", "What it takes for what", mistakes());
    if (!facts.slices().isEmpty()) {
      page.section(
          "slices",
          "Slices",
          "Where it is strong and where it is weak",
          SliceTable.multiclass(facts, accuracy, multiclass, metrics.rows()));
    }
    if (!facts.rows().mistakes().isEmpty()) {
      page.section(
          "errors", "Worst errors", "Worst errors", new MistakeLists(facts).multiclass(wrong()));
    }
    MistakeLists.addOthers(page, facts.rows(), null);
    return page;
  }

  private long wrong() {
    return Math.round(confusion.rows() * (1 - confusion.accuracy()));
  }

  private double majority() {
    return Collections.max(metrics.rowsByLabel()) / (double) metrics.rows();
  }

  private Element lead(Measured macro) {
    String mostFrequent =
        metrics.labels().get(metrics.rowsByLabel().indexOf(Collections.max(metrics.rowsByLabel())));
    return Html.paragraph(
        "Macro F1 is ",
        Html.bold(Numbers.metric(macro.value())),
        ". Its 95\u202f% interval is ",
        Html.bold(Numbers.interval(macro.low(), macro.high())),
        "."
            + ChampionSection.sentence(facts.champion())
            + " Macro F1 is the mean over %s, rare ones counting as much as frequent ones. Of all rows %s are right; always saying “%s” would be right %s of the time."
                .formatted(
                    Numbers.count(confusion.labels(), "label", "labels"),
                    Numbers.percent(confusion.accuracy()),
                    mostFrequent,
                    Numbers.percent(majority())));
  }

  private Element headline() {
    IntervalStrip strip = new IntervalStrip("95\u202f% interval");
    row(strip, Series.FIRST, "macro F1", "macroF1");
    row(strip, Series.REFERENCE, "weighted F1", "weightedF1");
    row(strip, Series.REFERENCE, "accuracy", "accuracy");
    return strip.element(
        "headline",
        "Macro F1, weighted F1 and accuracy with their intervals",
        "Macro F1 is %s, accuracy %s."
            .formatted(Numbers.metric(multiclass.macroF1()), Numbers.metric(confusion.accuracy())));
  }

  private void row(IntervalStrip strip, Series series, String title, String name) {
    Measured measured = Headline.of(metrics, name);
    strip.row(series, title, measured.value(), measured.low(), measured.high());
  }

  private void addFacts(ReportPage page) {
    Headline.addFact(page, metrics, "Macro F1", "macroF1");
    Headline.addFact(page, metrics, "Weighted F1", "weightedF1");
    Headline.addFact(page, metrics, "Accuracy", "accuracy");
    if (facts.champion() == null) {
      page.fact(
          "Correlation", Numbers.metric(multiclass.matthews()), "of label and call (Matthews)");
    } else {
      ChampionSection.addFact(page, facts.champion());
    }
    page.fact("Kappa", Numbers.metric(multiclass.kappa()), "agreement beyond chance");
    Headline.addCalibration(page, metrics);
  }

  private Notices notices(Measured accuracy) {
    Notices notices = new Notices();
    if (accuracy.low() <= majority()) {
      notices.fail(
          "It may be no better than always saying the same.",
          "Accuracy is %s (95\u202f%% interval %s); the most frequent label alone gives %s."
              .formatted(
                  Numbers.metric(accuracy.value()),
                  Numbers.interval(accuracy.low(), accuracy.high()),
                  Numbers.metric(majority())));
    }
    List<String> unknown =
        multiclass.byLabel().stream()
            .filter(label -> label.rows() > 0 && label.f1() == 0)
            .map(label -> "“" + label.label() + "”")
            .toList();
    if (!unknown.isEmpty()) {
      notices.caution(
          Numbers.count(unknown.size(), "label is", "labels are") + " never found.",
          "Not one row of "
              + String.join(", ", unknown.subList(0, Math.min(5, unknown.size())))
              + (unknown.size() > 5 ? " and others" : "")
              + " is called so.");
    }
    GeneralNotices.add(notices, metrics, facts, "accuracy", accuracy);
    return notices;
  }

  private Element[] labels() {
    double macro = multiclass.macroF1();
    Table table =
        new Table("Labels", "Label")
            .numbers("F1")
            .graph("F1 from 0 to 1")
            .numbers("Rows", "Called so", "Precision", "Recall");
    multiclass.byLabel().stream()
        .sorted(Comparator.comparingDouble(LabelMetrics::f1))
        .forEach(
            label ->
                table.row(
                    Html.foreign(label.label()),
                    Numbers.metric(label.f1()),
                    Bars.compared(label.f1(), macro),
                    Numbers.count(label.rows()),
                    Numbers.count(label.called()),
                    Numbers.metric(label.precision()),
                    Numbers.metric(label.recall())));
    return new Element[] {
      Html.paragraph("F1 of every label, weakest first. The upright line is their mean."),
      table.element()
    };
  }

  private Element[] mistakes() {
    String finding =
        "%s of %s are wrong."
            .formatted(Numbers.count(wrong()), Numbers.count(confusion.rows(), "row", "rows"));
    Element reliability =
        ReliabilityPlate.of(metrics, decision.temperature(), "share right", "right");
    if (confusion.labels() > HeatMap.MOST_LABELS) {
      return new Element[] {
        Html.paragraph(finding + " The most frequent mistakes:"),
        mostFrequent(),
        Html.plates(reliability)
      };
    }
    Element map =
        HeatMap.of(
            "confusion", "Confusion matrix", finding, metrics.labels(), multiclass.confusion());
    return new Element[] {
      Html.paragraph(finding),
      Html.plates(
          Html.plate("Confusion", "The colour is the share of the row.", new Legend(), map),
          reliability),
      mostFrequent()
    };
  }

  private Element mostFrequent() {
    Table table =
        new Table("Most frequent mistakes", "Label")
            .shortText("Called")
            .numbers("Rows", "Share of the label")
            .graph("of the label's rows");
    for (Mistake mistake : confusion.mistakes(MOST_MISTAKES)) {
      double share = mistake.rows() / (double) confusion.truths(mistake.truth());
      table.row(
          Html.foreign(metrics.labels().get(mistake.truth())),
          Html.foreign(metrics.labels().get(mistake.predicted())),
          Numbers.count(mistake.rows()),
          Numbers.percent(share),
          Bars.bar(share));
    }
    return table.element();
  }
}
