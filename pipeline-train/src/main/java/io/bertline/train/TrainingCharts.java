package io.bertline.train;

import static java.util.Objects.requireNonNull;

import io.bertline.report.Element;
import io.bertline.report.Html;
import io.bertline.report.Legend;
import io.bertline.report.Numbers;
import io.bertline.report.Plot;
import io.bertline.report.Plot.Point;
import io.bertline.report.Plot.Side;
import io.bertline.report.Scale;
import io.bertline.report.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The curves of a training over its steps; the large dot is the model kept. */
final class TrainingCharts {
  private static final double HEIGHT = 230;

  /** Points of a training curve: single steps are noise. */
  private static final int POINTS = 60;

  private final List<StepSample> samples;
  private final List<Validation> validations;
  private final Validation best;
  private final BestMetric metric;
  private final Hyperparameters hyperparameters;

  TrainingCharts(TrainingResult result, BestMetric metric, Hyperparameters hyperparameters) {
    this.samples = result.history().samples();
    this.validations = result.history().validations();
    this.best = result.best().result();
    this.metric = metric;
    this.hyperparameters = hyperparameters;
  }

  /** Returns all charts side by side. */
  Element plates() {
    return Html.plates(
        Html.plate(
            "Loss",
            "When the validation loss rises while the training loss falls, it learns by heart.",
            new Legend().line(Series.FIRST, "training").line(Series.SECOND, "validation"),
            loss()),
        Html.plate("Validation", "", validationLegend(), validation()),
        Html.plate("Learning rate", "", new Legend(), learningRate()),
        Html.plate("Gradient", "Largest norm, before it is clipped.", new Legend(), gradient()),
        Html.plate("Speed", "Tokens that are not padding, by time.", new Legend(), speed()),
        Html.plate("Padding", "Share of the tokens computed.", new Legend(), padding()));
  }

  private Element loss() {
    List<Point> training = curve(StepSample::loss);
    List<Point> validation = points(BestMetric.LOSS);
    Plot plot =
        new Plot(
                "loss",
                "Training and validation loss by step",
                "validation loss %s after %s, which was kept"
                    .formatted(Numbers.metric(best.metric(BestMetric.LOSS)), place(best)),
                HEIGHT,
                steps(),
                Scale.linear("loss", 0, top(training, validation), 4))
            .line(Series.FIRST, training)
            .line(Series.SECOND, validation);
    dots(plot, Series.SECOND, BestMetric.LOSS);
    return pick(plot, BestMetric.LOSS, Side.ABOVE).element();
  }

  /** Returns what the chart of validation metrics shows, by the stroke of its line. */
  private Map<Series, BestMetric> shown() {
    if (metric == BestMetric.LOSS || metric == BestMetric.ACCURACY) {
      return Map.of(Series.FIRST, BestMetric.ACCURACY);
    }
    Map<Series, BestMetric> shown = new EnumMap<>(Series.class);
    shown.put(Series.FIRST, metric);
    shown.put(Series.SECOND, BestMetric.ACCURACY);
    return shown;
  }

  private Legend validationLegend() {
    Legend legend = new Legend();
    shown().forEach((series, shown) -> legend.line(series, TrainingPage.name(shown.field())));
    return legend;
  }

  private Element validation() {
    BestMetric first = requireNonNull(shown().get(Series.FIRST));
    Plot plot =
        new Plot(
            "validation",
            "Validation metrics by step",
            "%s %s after %s, which was kept"
                .formatted(
                    TrainingPage.name(first.field()),
                    Numbers.metric(best.metric(first)),
                    place(best)),
            HEIGHT,
            steps(),
            Scale.unit("metric"));
    shown()
        .forEach(
            (series, shown) -> {
              plot.line(series, points(shown));
              dots(plot, series, shown);
            });
    return pick(plot, first, Side.BELOW).element();
  }

  private Element learningRate() {
    List<Point> points = samples.stream().map(s -> new Point(s.step(), s.learningRate())).toList();
    double peak = top(points, List.of());
    return new Plot(
            "learning-rate",
            "Learning rate by step",
            "at most " + rate(peak),
            HEIGHT,
            steps(),
            Scale.linear("learning rate", 0, peak, 4, TrainingCharts::rate))
        .line(Series.FIRST, points)
        .element();
  }

  /** 2e-5, 1.5e-4. */
  private static String rate(double value) {
    return value == 0
        ? "0"
        : String.format(Locale.ROOT, "%.1e", value).replace(".0e", "e").replace("e-0", "e-");
  }

  private Element gradient() {
    List<Point> points = curve(StepSample::gradientNorm);
    double top = top(points, List.of());
    return new Plot(
            "gradient",
            "Norm of the gradient by step",
            "at most " + Numbers.significant(top),
            HEIGHT,
            steps(),
            Scale.linear("norm", 0, top, 4))
        .line(Series.FIRST, points)
        .element();
  }

  private Element padding() {
    List<Point> points = curve(StepSample::padding);
    double top = top(points, List.of());
    return new Plot(
            "padding",
            "Share of padding by step",
            "at most " + Numbers.percent(top),
            HEIGHT,
            steps(),
            Scale.linear("padding", 0, top, 4, Numbers::axisPercent))
        .line(Series.FIRST, points)
        .element();
  }

  private Element speed() {
    List<Point> points = curve(StepSample::tokensPerSecond);
    return new Plot(
            "speed",
            "Tokens a second by step",
            "at most %s tokens a second"
                .formatted(Numbers.count(Math.round(top(points, List.of())))),
            HEIGHT,
            steps(),
            Scale.linear("tokens a second", 0, top(points, List.of()), 4, Numbers::axis))
        .line(Series.FIRST, points)
        .element();
  }

  private Scale steps() {
    double last = validations.get(validations.size() - 1).step();
    return Scale.linear("step", 0, last, 4, Numbers::axis);
  }

  private void dots(Plot plot, Series series, BestMetric shown) {
    for (Validation validation : validations) {
      plot.dot(
          series,
          new Point(validation.step(), validation.metric(shown)),
          "%s: %s %s"
              .formatted(
                  place(validation),
                  TrainingPage.name(shown.field()),
                  Numbers.metric(validation.metric(shown))));
    }
  }

  private Plot pick(Plot plot, BestMetric shown, Side side) {
    double value = best.metric(shown);
    String name = place(best);
    return plot.pick(
        new Point(best.step(), value), name, side, name + ": " + Numbers.metric(value));
  }

  private String place(Validation validation) {
    return hyperparameters.place(validation);
  }

  private List<Point> points(BestMetric shown) {
    return validations.stream().map(v -> new Point(v.step(), v.metric(shown))).toList();
  }

  /** Averages neighbouring samples. */
  private List<Point> curve(ToDoubleFunction<StepSample> value) {
    int group = (samples.size() + POINTS - 1) / POINTS;
    List<Point> points = new ArrayList<>();
    for (int start = 0; start < samples.size(); start += group) {
      List<StepSample> part = samples.subList(start, Math.min(samples.size(), start + group));
      double mean = part.stream().mapToDouble(value).average().orElseThrow();
      points.add(new Point(part.get(part.size() / 2).step(), mean));
    }
    return points;
  }

  private static double top(List<Point> first, List<Point> second) {
    double top = 1e-9;
    for (Point point : first) {
      top = Math.max(top, point.y());
    }
    for (Point point : second) {
      top = Math.max(top, point.y());
    }
    return top;
  }
}
