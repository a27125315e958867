package io.bertline.eval.measure;

import io.bertline.metrics.Bootstrap;
import io.bertline.metrics.MulticlassConfusion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How the rows of more than two labels are called.
 *
 * @param macroPrecision mean precision of all labels
 * @param macroRecall mean recall of all labels
 * @param macroF1 mean F1 of all labels
 * @param microF1 F1 of all decisions pooled, which is the accuracy
 * @param weightedF1 mean F1 of all labels, each weighted by its rows
 * @param matthews correlation of truth and call, -1 to 1
 * @param kappa agreement beyond chance, at most 1
 * @param byLabel each label against the rest, in label index order
 * @param confusion confusion[t][p] = rows of label t called p
 */
public record MulticlassMetrics(
    double macroPrecision,
    double macroRecall,
    double macroF1,
    double microF1,
    double weightedF1,
    double matthews,
    double kappa,
    List<LabelMetrics> byLabel,
    long[][] confusion) {

  /**
   * One label against the rest.
   *
   * @param label name
   * @param rows rows that have it
   * @param called rows called it
   * @param precision share of rows called it that have it
   * @param recall share of rows that have it called it
   * @param f1 harmonic mean of the two
   */
  public record LabelMetrics(
      String label, long rows, long called, double precision, double recall, double f1) {}

  static MulticlassMetrics of(MulticlassConfusion confusion, List<String> labels) {
    return new MulticlassMetrics(
        confusion.macroPrecision(),
        confusion.macroRecall(),
        confusion.macroF1(),
        confusion.microF1(),
        confusion.weightedF1(),
        confusion.matthews(),
        confusion.kappa(),
        IntStream.range(0, labels.size())
            .mapToObj(label -> label(confusion, label, labels.get(label)))
            .toList(),
        counts(confusion));
  }

  static Map<String, Measured> headline(MulticlassConfusion confusion, Bootstrap bootstrap) {
    Map<String, ToDoubleFunction<MulticlassConfusion>> measures = new LinkedHashMap<>();
    measures.put("macroF1", MulticlassConfusion::macroF1);
    measures.put("accuracy", MulticlassConfusion::accuracy);
    measures.put("weightedF1", MulticlassConfusion::weightedF1);
    return Measured.all(confusion, measures, bootstrap.intervals(confusion, measures));
  }

  private static LabelMetrics label(MulticlassConfusion confusion, int label, String name) {
    return new LabelMetrics(
        name,
        confusion.truths(label),
        confusion.calls(label),
        confusion.precision(label),
        confusion.recall(label),
        confusion.f1(label));
  }

  private static long[][] counts(MulticlassConfusion confusion) {
    long[][] counts = new long[confusion.labels()][confusion.labels()];
    for (int truth = 0; truth < counts.length; truth++) {
      for (int called = 0; called < counts.length; called++) {
        counts[truth][called] = confusion.count(truth, called);
      }
    }
    return counts;
  }
}
