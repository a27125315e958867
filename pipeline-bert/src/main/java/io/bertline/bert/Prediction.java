package io.bertline.bert;

import io.bertline.classifier.ClassifierInfo;
import io.bertline.metrics.Temperature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a classifier says about a text.
 *
 * @param label the label decided for
 * @param probabilities calibrated probability of each label, in label index order; they sum to 1
 */
public record Prediction(String label, Map<String, Double> probabilities) {

  /**
   * Decides by logits. Of two labels the positive one (index 1) is decided for when its probability
   * is at least the threshold; of more, the most probable.
   *
   * @param logits one for each label
   */
  public static Prediction of(float[] logits, ClassifierInfo info) {
    List<String> labels = info.labels();
    if (logits.length != labels.size()) {
      throw new IllegalArgumentException(
          logits.length + " logits for " + labels.size() + " labels");
    }
    double[] probabilities = Temperature.probabilities(logits, info.temperature());
    Map<String, Double> byLabel = new LinkedHashMap<>();
    int best = 0;
    for (int i = 0; i < probabilities.length; i++) {
      byLabel.put(labels.get(i), probabilities[i]);
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    if (labels.size() == 2) {
      best = probabilities[1] >= info.threshold() ? 1 : 0;
    }
    return new Prediction(labels.get(best), Collections.unmodifiableMap(byLabel));
  }

  /**
   * Returns the calibrated probability of a label.
   *
   * @throws IllegalArgumentException if the classifier has no such label
   */
  public double probability(String wanted) {
    Double probability = probabilities.get(wanted);
    if (probability == null) {
      throw new IllegalArgumentException(
          "no label '" + wanted + "' among " + probabilities.keySet());
    }
    return probability;
  }
}
