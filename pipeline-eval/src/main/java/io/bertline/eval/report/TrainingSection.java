package io.bertline.eval.report;

import io.bertline.eval.report.TrainingFacts.Epoch;
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
    if (!facts.epochs().isEmpty()) {
      page.section("training", "Training", "How it was trained", training(facts.epochs()));
    }
    if (!facts.splits().isEmpty()) {
      page.section("data", "Data", "What it was measured on, and learnt from", data(facts));
    }
  }

  private static Element[] training(List<Epoch> epochs) {
    Table table =
        new Table("Epochs", "Epoch").numbers("Steps", "Training loss", "Validation loss", "F1");
    for (Epoch epoch : epochs) {
      table.row(
          String.valueOf(epoch.epoch()),
          Numbers.count(epoch.step()),
          Numbers.metric(epoch.trainingLoss()),
          Numbers.metric(epoch.validationLoss()),
          Numbers.metric(epoch.f1()));
    }
    String finding =
        "Training loss %s after the first epoch, %s after the last."
            .formatted(
                Numbers.metric(epochs.get(0).trainingLoss()),
                Numbers.metric(epochs.get(epochs.size() - 1).trainingLoss()));
    if (epochs.size() < 2) {
      return new Element[] {Html.paragraph(finding), table.element()};
    }
    return new Element[] {Html.plates(losses(epochs, finding), f1(epochs)), table.element()};
  }

  private static Element losses(List<Epoch> epochs, String finding) {
    double highest =
        epochs.stream()
            .flatMapToDouble(epoch -> DoubleStream.of(epoch.trainingLoss(), epoch.validationLoss()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    Plot plot =
        new Plot(
                "losses",
                "Loss by epoch",
                finding,
                250,
                Scale.linear("epoch", 1, epochs.size(), Math.min(4, epochs.size() - 1)),
                Scale.linear("loss", 0, highest, 4))
            .line(
                Series.FIRST,
                epochs.stream()
                    .map(epoch -> new Point(epoch.epoch(), epoch.trainingLoss()))
                    .toList());
    if (epochs.stream().allMatch(epoch -> Double.isFinite(epoch.validationLoss()))) {
      plot.line(
          Series.SECOND,
          epochs.stream().map(epoch -> new Point(epoch.epoch(), epoch.validationLoss())).toList());
    }
    Legend legend = new Legend().line(Series.FIRST, "training").line(Series.SECOND, "validation");
    return Html.plate("Loss by epoch", finding, legend, plot.element());
  }

  private static Element f1(List<Epoch> epochs) {
    String finding =
        epochs.stream()
            .filter(epoch -> !Double.isNaN(epoch.f1()))
            .max(Comparator.comparingDouble(Epoch::f1))
            .map(
                best ->
                    "Highest, " + Numbers.metric(best.f1()) + ", after epoch " + best.epoch() + ".")
            .orElse("It was not measured.");
    Plot plot =
        new Plot(
                "f1-by-epoch",
                "F1 by epoch",
                finding,
                250,
                Scale.linear("epoch", 1, epochs.size(), Math.min(4, epochs.size() - 1)),
                Scale.unit("F1 on validation"))
            .line(
                Series.FIRST,
                epochs.stream()
                    .filter(epoch -> !Double.isNaN(epoch.f1()))
                    .map(epoch -> new Point(epoch.epoch(), epoch.f1()))
                    .toList());
    return Html.plate("F1 by epoch", finding, new Legend(), plot.element());
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
