package io.bertline.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;

/**
 * The measures once more, straight from their definitions, row by row and pair by pair: slow, and
 * sharing no code with what is tested.
 */
final class ReferenceMetrics {
  private static final Offset<Double> EXACT = within(1e-12);

  /** A bootstrap with other random numbers ends about here. */
  private static final Offset<Double> RESAMPLED = within(0.03);

  private static final int RESAMPLES = 1000;

  private final int[] labels;
  private final double[][] logits;
  private final double temperature;

  private ReferenceMetrics(int[] labels, double[][] logits, double temperature) {
    this.labels = labels;
    this.logits = logits;
    this.temperature = temperature;
  }

  /** Takes the lines of a scores file. */
  static ReferenceMetrics of(List<JsonNode> scores, double temperature) {
    return new ReferenceMetrics(
        scores.stream().mapToInt(score -> score.path("label").asInt()).toArray(),
        scores.stream().map(ReferenceMetrics::logits).toArray(double[][]::new),
        temperature);
  }

  private static double[] logits(JsonNode score) {
    return IntStream.range(0, score.path("logits").size())
        .mapToDouble(label -> (float) score.path("logits").get(label).asDouble())
        .toArray();
  }

  void assertBinary(JsonNode metrics, double threshold) {
    double[] scores = positive(temperature);
    assertThat(metrics.path("rowsByLabel").get(1).asLong())
        .isEqualTo(Arrays.stream(labels).filter(label -> label == 1).count());
    assertAt(metrics.path("binary").path("atDecision"), scores, threshold);
    assertAt(metrics.path("binary").path("atHalf"), scores, 0.5);
    for (JsonNode point : metrics.path("binary").path("curve")) {
      assertAt(point, scores, point.path("threshold").asDouble());
    }
    JsonNode headline = metrics.path("headline");
    assertHeadline(headline.path("f1"), rows -> f1(rows, scores, threshold));
    assertHeadline(headline.path("precision"), rows -> precision(rows, scores, threshold));
    assertHeadline(headline.path("recall"), rows -> recall(rows, scores, threshold));
    assertHeadline(headline.path("accuracy"), rows -> accuracy(rows, scores, threshold));
    assertHeadline(headline.path("auc"), rows -> auc(rows, scores));
    assertHeadline(headline.path("averagePrecision"), rows -> averagePrecision(rows, scores));
    assertThat(headline.size()).isEqualTo(6);
    assertBinaryCalibration(metrics.path("uncalibrated"), positive(1));
    assertBinaryCalibration(metrics.path("calibrated"), scores);
    assertScoreBins(metrics.path("binary").path("scoreBins"), scores);
    assertThat(metrics.path("binary").path("precisionAtHalfRecall").asDouble())
        .isCloseTo(precisionAtHalfRecall(scores), EXACT);
  }

  void assertMulticlass(JsonNode metrics, List<String> names) {
    double[][] probabilities = softmax(temperature);
    int[] called = Arrays.stream(probabilities).mapToInt(ReferenceMetrics::largest).toArray();
    JsonNode multiclass = metrics.path("multiclass");
    double macroF1 = 0;
    double weightedF1 = 0;
    for (int label = 0; label < names.size(); label++) {
      JsonNode one = multiclass.path("byLabel").get(label);
      double right = count(label, label, called);
      double rows = IntStream.of(labels).filter(label(label)).count();
      double calls = IntStream.of(called).filter(label(label)).count();
      double precision = calls == 0 ? 0 : right / calls;
      double recall = rows == 0 ? 0 : right / rows;
      double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
      assertThat(one.path("label").asText()).isEqualTo(names.get(label));
      assertThat(one.path("rows").asDouble()).isEqualTo(rows);
      assertThat(one.path("called").asDouble()).isEqualTo(calls);
      assertThat(one.path("precision").asDouble()).isCloseTo(precision, EXACT);
      assertThat(one.path("recall").asDouble()).isCloseTo(recall, EXACT);
      assertThat(one.path("f1").asDouble()).isCloseTo(f1, EXACT);
      macroF1 += f1 / names.size();
      weightedF1 += f1 * rows / labels.length;
      for (int other = 0; other < names.size(); other++) {
        assertThat(multiclass.path("confusion").get(label).get(other).asLong())
            .isEqualTo(count(label, other, called));
      }
    }
    double accuracy =
        IntStream.range(0, labels.length).filter(row -> labels[row] == called[row]).count()
            / (double) labels.length;
    assertThat(multiclass.path("macroF1").asDouble()).isCloseTo(macroF1, EXACT);
    assertThat(multiclass.path("weightedF1").asDouble()).isCloseTo(weightedF1, EXACT);
    assertThat(multiclass.path("microF1").asDouble()).isCloseTo(accuracy, EXACT);
    JsonNode headline = metrics.path("headline");
    assertThat(headline.path("macroF1").path("value").asDouble()).isCloseTo(macroF1, EXACT);
    assertHeadline(
        headline.path("accuracy"),
        rows ->
            Arrays.stream(rows).filter(row -> labels[row] == called[row]).count()
                / (double) rows.length);
    double logLoss =
        IntStream.range(0, labels.length)
            .mapToDouble(row -> -Math.log(probabilities[row][labels[row]]))
            .average()
            .orElseThrow();
    assertThat(metrics.path("calibrated").path("logLoss").asDouble()).isCloseTo(logLoss, EXACT);
    double[] confidence =
        IntStream.range(0, labels.length)
            .mapToDouble(row -> probabilities[row][called[row]])
            .toArray();
    int[] right =
        IntStream.range(0, labels.length).map(row -> labels[row] == called[row] ? 1 : 0).toArray();
    assertThat(metrics.path("calibrated").path("expectedError").asDouble())
        .isCloseTo(expectedError(right, confidence), EXACT);
  }

  /** Returns the number of rows called wrong. */
  long wrong(double threshold) {
    double[] scores = positive(temperature);
    return IntStream.range(0, labels.length)
        .filter(row -> (scores[row] >= threshold ? 1 : 0) != labels[row])
        .count();
  }

  private static java.util.function.IntPredicate label(int wanted) {
    return label -> label == wanted;
  }

  private long count(int truth, int call, int[] called) {
    return IntStream.range(0, labels.length)
        .filter(row -> labels[row] == truth && called[row] == call)
        .count();
  }

  private void assertAt(JsonNode at, double[] scores, double threshold) {
    int[] rows = all();
    double tp = count(rows, scores, threshold, 1, true);
    double fp = count(rows, scores, threshold, 0, true);
    double fn = count(rows, scores, threshold, 1, false);
    double tn = count(rows, scores, threshold, 0, false);
    assertThat(at.path("truePositives").asDouble()).isEqualTo(tp);
    assertThat(at.path("falsePositives").asDouble()).isEqualTo(fp);
    assertThat(at.path("falseNegatives").asDouble()).isEqualTo(fn);
    assertThat(at.path("trueNegatives").asDouble()).isEqualTo(tn);
    assertThat(at.path("precision").asDouble())
        .isCloseTo(precision(rows, scores, threshold), EXACT);
    assertThat(at.path("recall").asDouble()).isCloseTo(recall(rows, scores, threshold), EXACT);
    assertThat(at.path("f1").asDouble()).isCloseTo(f1(rows, scores, threshold), EXACT);
    assertThat(at.path("accuracy").asDouble()).isCloseTo(accuracy(rows, scores, threshold), EXACT);
    assertThat(at.path("falseAlarmRate").asDouble()).isCloseTo(fp / (fp + tn), EXACT);
    double spread = Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
    assertThat(at.path("matthews").asDouble())
        .isCloseTo(spread == 0 ? 0 : (tp * tn - fp * fn) / spread, EXACT);
    double n = tp + fp + fn + tn;
    double chance = ((tp + fp) * (tp + fn) + (tn + fn) * (tn + fp)) / (n * n);
    double kappa = chance == 1 ? 0 : ((tp + tn) / n - chance) / (1 - chance);
    assertThat(at.path("kappa").asDouble()).isCloseTo(kappa, EXACT);
  }

  private void assertHeadline(JsonNode measured, ToDoubleFunction<int[]> measure) {
    assertThat(measured.path("value").asDouble()).isCloseTo(measure.applyAsDouble(all()), EXACT);
    Random random = new Random(99);
    double[] resampled =
        IntStream.range(0, RESAMPLES)
            .mapToDouble(
                sample ->
                    measure.applyAsDouble(random.ints(labels.length, 0, labels.length).toArray()))
            .sorted()
            .toArray();
    assertThat(measured.path("low").asDouble()).isCloseTo(resampled[RESAMPLES / 40], RESAMPLED);
    assertThat(measured.path("high").asDouble())
        .isCloseTo(resampled[RESAMPLES - 1 - RESAMPLES / 40], RESAMPLED);
  }

  private void assertBinaryCalibration(JsonNode calibration, double[] scores) {
    double logLoss = 0;
    double brier = 0;
    for (int row = 0; row < labels.length; row++) {
      logLoss -= Math.log(labels[row] == 1 ? scores[row] : 1 - scores[row]) / labels.length;
      brier += (scores[row] - labels[row]) * (scores[row] - labels[row]) / labels.length;
    }
    assertThat(calibration.path("logLoss").asDouble()).isCloseTo(logLoss, EXACT);
    assertThat(calibration.path("brier").asDouble()).isCloseTo(brier, EXACT);
    assertThat(calibration.path("expectedError").asDouble())
        .isCloseTo(expectedError(labels, scores), EXACT);
  }

  private static double expectedError(int[] truth, double[] scores) {
    double error = 0;
    for (int bin = 0; bin < 10; bin++) {
      double distance = 0;
      for (int row = 0; row < truth.length; row++) {
        if (Math.min(9, (int) (scores[row] * 10)) == bin) {
          distance += scores[row] - truth[row];
        }
      }
      error += Math.abs(distance) / truth.length;
    }
    return error;
  }

  private void assertScoreBins(JsonNode bins, double[] scores) {
    assertThat(bins.size()).isEqualTo(20);
    for (int bin = 0; bin < 20; bin++) {
      int wanted = bin;
      long positives =
          IntStream.range(0, labels.length)
              .filter(row -> labels[row] == 1 && Math.min(19, (int) (scores[row] * 20)) == wanted)
              .count();
      assertThat(bins.get(bin).path("positives").asLong()).isEqualTo(positives);
    }
  }

  private double precisionAtHalfRecall(double[] scores) {
    int[] rows = all();
    return Arrays.stream(scores)
        .filter(threshold -> recall(rows, scores, threshold) >= 0.5)
        .map(threshold -> precision(rows, scores, threshold))
        .max()
        .orElseThrow();
  }

  private int[] all() {
    return IntStream.range(0, labels.length).toArray();
  }

  private double count(int[] rows, double[] scores, double threshold, int label, boolean flagged) {
    return Arrays.stream(rows)
        .filter(row -> labels[row] == label && scores[row] >= threshold == flagged)
        .count();
  }

  private double precision(int[] rows, double[] scores, double threshold) {
    double tp = count(rows, scores, threshold, 1, true);
    double flagged = tp + count(rows, scores, threshold, 0, true);
    return flagged == 0 ? 0 : tp / flagged;
  }

  private double recall(int[] rows, double[] scores, double threshold) {
    double tp = count(rows, scores, threshold, 1, true);
    double positives = tp + count(rows, scores, threshold, 1, false);
    return positives == 0 ? 0 : tp / positives;
  }

  private double f1(int[] rows, double[] scores, double threshold) {
    double precision = precision(rows, scores, threshold);
    double recall = recall(rows, scores, threshold);
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  private double accuracy(int[] rows, double[] scores, double threshold) {
    double right =
        count(rows, scores, threshold, 1, true) + count(rows, scores, threshold, 0, false);
    return right / rows.length;
  }

  private double auc(int[] rows, double[] scores) {
    double wins = 0;
    double pairs = 0;
    for (int positive : rows) {
      for (int negative : rows) {
        if (labels[positive] == 1 && labels[negative] == 0) {
          pairs++;
          wins += scores[positive] > scores[negative] ? 1 : 0;
          wins += scores[positive] == scores[negative] ? 0.5 : 0;
        }
      }
    }
    return wins / pairs;
  }

  private double averagePrecision(int[] rows, double[] scores) {
    List<Integer> falling =
        Arrays.stream(rows)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> scores[row]).reversed())
            .toList();
    double positives = Arrays.stream(rows).filter(row -> labels[row] == 1).count();
    double sum = 0;
    double found = 0;
    double foundBefore = 0;
    for (int i = 0; i < falling.size(); i++) {
      found += labels[falling.get(i)];
      boolean lastOfItsScore =
          i + 1 == falling.size() || scores[falling.get(i + 1)] != scores[falling.get(i)];
      if (lastOfItsScore) {
        sum += (found - foundBefore) / positives * (found / (i + 1));
        foundBefore = found;
      }
    }
    return sum;
  }

  private double[] positive(double divisor) {
    return Arrays.stream(logits)
        .mapToDouble(row -> 1 / (1 + Math.exp((row[0] - row[1]) / divisor)))
        .toArray();
  }

  private double[][] softmax(double divisor) {
    return Arrays.stream(logits)
        .map(
            row -> {
              double sum = Arrays.stream(row).map(logit -> Math.exp(logit / divisor)).sum();
              return Arrays.stream(row).map(logit -> Math.exp(logit / divisor) / sum).toArray();
            })
        .toArray(double[][]::new);
  }

  private static int largest(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .max(Comparator.comparingDouble(label -> values[label]))
        .orElseThrow();
  }
}
