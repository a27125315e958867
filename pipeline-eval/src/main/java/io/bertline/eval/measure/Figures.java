package io.bertline.eval.measure;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.MulticlassConfusion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The measures of a classifier by the names a gate uses. {@code f1, precision, recall} are those of
 * the label sought for two labels, and the mean of all labels for more.
 */
public final class Figures {
  private static final List<String> OF_CALLS =
      List.of("f1", "precision", "recall", "accuracy", "mcc", "kappa");
  private static final List<String> BINARY = List.of("auc", "averagePrecision");
  private static final List<String> MULTICLASS = List.of("macroF1", "microF1", "weightedF1");
  private static final List<String> OF_SCORES = List.of("logLoss", "brier", "calibrationError");

  private Figures() {}

  /** Returns the names of all measures. */
  public static Set<String> names(boolean binary) {
    Set<String> names = new LinkedHashSet<>(OF_CALLS);
    names.addAll(binary ? BINARY : MULTICLASS);
    names.addAll(OF_SCORES);
    return names;
  }

  /** Returns the names of those that depend on nothing but what rows are called. */
  public static Set<String> namesOfCalls() {
    return new LinkedHashSet<>(OF_CALLS);
  }

  /** Returns the value of each measure. */
  public static Map<String, Double> of(Scores scores, Decision decision) {
    MulticlassConfusion confusion =
        MulticlassConfusion.of(
            scores.labels(), Calls.of(scores, decision), decision.labels().size());
    Map<String, Double> figures = new LinkedHashMap<>(ofCalls(confusion, decision.binary()));
    figures.putAll(decision.binary() ? RankingFigures.of(scores, decision) : multiclass(confusion));
    CalibrationMetrics calibration = EvaluationMetrics.calibration(scores, decision);
    figures.put("logLoss", calibration.logLoss());
    figures.put("brier", calibration.brier());
    figures.put("calibrationError", calibration.expectedError());
    return figures;
  }

  /**
   * Returns the value of those measures that depend on nothing but what rows are called.
   *
   * @param binary whether label 1 is sought; else all labels count alike
   */
  public static Map<String, Double> ofCalls(MulticlassConfusion confusion, boolean binary) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("f1", binary ? confusion.f1(1) : confusion.macroF1());
    figures.put("precision", binary ? confusion.precision(1) : confusion.macroPrecision());
    figures.put("recall", binary ? confusion.recall(1) : confusion.macroRecall());
    figures.put("accuracy", confusion.accuracy());
    figures.put("mcc", confusion.matthews());
    figures.put("kappa", confusion.kappa());
    return figures;
  }

  private static Map<String, Double> multiclass(MulticlassConfusion confusion) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("macroF1", confusion.macroF1());
    figures.put("microF1", confusion.microF1());
    figures.put("weightedF1", confusion.weightedF1());
    return figures;
  }
}
