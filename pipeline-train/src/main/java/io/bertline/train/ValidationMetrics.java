package io.bertline.train;

import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.Confusion;
import io.bertline.metrics.MulticlassConfusion;
import io.bertline.metrics.MulticlassScores;
import io.bertline.metrics.RankingMetrics;
import io.bertline.metrics.Temperature;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What is measured on the validation split after an epoch, with uncalibrated probabilities. */
final class ValidationMetrics {
  private ValidationMetrics() {}

  /**
   * Measures by name, in the order to show them. Two labels: mean log loss; accuracy, precision,
   * recall and F1 where a probability of at least 0.5 is positive; precision at recall 0.5 as Keras
   * computes it; ROC-AUC; average precision. More labels: mean log loss, accuracy, macro F1.
   *
   * @param labels label index of each row
   * @param logits logits of each row, [rows][labels]
   */
  static Map<String, Double> measure(int[] labels, float[][] logits) {
    double[][] probabilities =
        Arrays.stream(logits)
            .map(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray())
            .map(row -> Temperature.softmax(row, 1))
            .toArray(double[][]::new);
    MulticlassScores scores = new MulticlassScores(labels, probabilities);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(BestMetric.LOSS.field(), scores.logLoss());
    if (probabilities[0].length == 2) {
      double[] positive = Arrays.stream(probabilities).mapToDouble(row -> row[1]).toArray();
      addBinary(metrics, BinaryScores.of(labels, positive));
    } else {
      MulticlassConfusion confusion = scores.confusion();
      metrics.put(BestMetric.ACCURACY.field(), confusion.accuracy());
      metrics.put(BestMetric.MACRO_F1.field(), confusion.macroF1());
    }
    return Collections.unmodifiableMap(metrics);
  }

  private static void addBinary(Map<String, Double> metrics, BinaryScores scores) {
    Confusion confusion = scores.at(0.5);
    metrics.put(BestMetric.ACCURACY.field(), confusion.accuracy());
    metrics.put("precision", confusion.precision());
    metrics.put("recall", confusion.recall());
    metrics.put(
        BestMetric.PRECISION_AT_RECALL_50.field(),
        RankingMetrics.kerasPrecisionAtRecall(scores, 0.5));
    metrics.put(BestMetric.F1.field(), confusion.f1());
    metrics.put(BestMetric.ROC_AUC.field(), RankingMetrics.rocAuc(scores));
    metrics.put(BestMetric.AVERAGE_PRECISION.field(), RankingMetrics.averagePrecision(scores));
  }
}
