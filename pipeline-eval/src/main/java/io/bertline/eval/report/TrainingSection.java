package io.bertline.eval.report;

import io.bertline.eval.report.TrainingFacts.Validation;
import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Legend;
import io.bertline.report.Numbers;
import io.bertline.report.Plot;
import io.bertline.report.Plot.Point;
import io.bertline.report.ReportPage;
import io.bertline.report.Scale;
import io.bertline.report.Series;
import io.bertline.report.Table;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/** How the classifier came about: epochs and rows. */
final class TrainingSection {
  private TrainingSection() {}

  static void addTo(ReportPage page, TrainingFacts facts) {
    if (!facts.validations().isEmpty()) {
      page.section("training", "Training", "How it was trained", training(facts.validations()));
    }
    if (!facts.splits().isEmpty()) {
      page.section("data", "Data", "What it was measured on, and learnt from", data(facts));
    }
  }

  private static Element[] training(List<Validation> validations) {
    Table table =
        new Table("Validations", "Epoch")
            .numbers("Steps", "Training loss", "Validation loss", "F1");
    for (Validation validation : validations) {
      table.row(
          String.valueOf(validation.epoch()),
          Numbers.count(validation.step()),
          Numbers.metric(validation.trainingLoss()),
          Numbers.metric(validation.validationLoss()),
          Numbers.metric(validation.f1()));
    }
    String finding =
        "Training loss %s at the first validation, %s at the last."
            .formatted(
                Numbers.metric(validations.get(0).trainingLoss()),
                Numbers.metric(validations.get(validations.size() - 1).trainingLoss()));
    if (validations.size() < 2) {
      return new Element[] {Html.paragraph(finding), table.element()};
    }
    return new Element[] {
      Html.plates(losses(validations, finding), f1(validations)), table.element()
    };
  }

  private static Scale steps(List<Validation> validations) {
    return Scale.linear(
        "step",
        (double) validations.get(0).step(),
        (double) validations.get(validations.size() - 1).step(),
        4);
  }

  private static Element losses(List<Validation> validations, String finding) {
    double highest =
        validations.stream()
            .flatMapToDouble(
                validation ->
                    DoubleStream.of(validation.trainingLoss(), validation.validationLoss()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    Plot plot =
        new Plot(
                "losses",
                "Loss by step",
                finding,
                250,
                steps(validations),
                Scale.linear("loss", 0, highest, 4))
            .line(
                Series.FIRST,
                validations.stream()
                    .map(
                        validation ->
                            new Point((double) validation.step(), validation.trainingLoss()))
                    .toList());
    if (validations.stream().allMatch(validation -> Double.isFinite(validation.validationLoss()))) {
      plot.line(
          Series.SECOND,
          validations.stream()
              .map(validation -> new Point((double) validation.step(), validation.validationLoss()))
              .toList());
    }
    Legend legend = new Legend().line(Series.FIRST, "training").line(Series.SECOND, "validation");
    return Html.plate("Loss by step", finding, legend, plot.element());
  }

  private static Element f1(List<Validation> validations) {
    String finding =
        validations.stream()
            .filter(validation -> !Double.isNaN(validation.f1()))
            .max(Comparator.comparingDouble(Validation::f1))
            .map(
                best ->
                    "Highest, " + Numbers.metric(best.f1()) + ", in epoch " + best.epoch() + ".")
            .orElse("It was not measured.");
    Plot plot =
        new Plot(
                "f1-by-step",
                "F1 by step",
                finding,
                250,
                steps(validations),
                Scale.unit("F1 on validation"))
            .line(
                Series.FIRST,
                validations.stream()
                    .filter(validation -> !Double.isNaN(validation.f1()))
                    .map(validation -> new Point((double) validation.step(), validation.f1()))
                    .toList());
    return Html.plate("F1 by step", finding, new Legend(), plot.element());
  }

  private static Element[] data(TrainingFacts facts) {
    Table table = new Table("Splits", "Split").numbers("Rows", "Tokens");
    int shown = Math.min(4, facts.labels().size());
    table.numbers(facts.labels().subList(0, shown).toArray(String[]::new));
    facts
        .splits()
        .forEach(
            split -> {
              Object[] cells = new Object[3 + shown];
              cells[0] = split.name();
              cells[1] = Numbers.count(split.rows());
              cells[2] = Numbers.count(split.tokens());
              for (int label = 0; label < shown; label++) {
                cells[3 + label] = Numbers.count(split.rowsByLabel().get(label));
              }
              table.row(cells);
            });
    String rest =
        facts.labels().size() > shown
            ? "The first %d of %d labels are shown.".formatted(shown, facts.labels().size())
            : "Rows of each label by split.";
    return new Element[] {Html.paragraph(rest), table.element()};
  }
}
