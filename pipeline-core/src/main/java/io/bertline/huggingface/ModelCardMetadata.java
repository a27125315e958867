package io.bertline.huggingface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metadata at the top of a <a href="https://huggingface.co/docs/hub/model-cards">model card</a>
 * of a text classifier, with the results of one evaluation.
 *
 * @param model what the results are listed under
 * @param metrics names of the metrics that the model is judged by
 * @param datasetKey content key of the dataset it was measured on, or an empty string
 * @param split the split it was measured on
 * @param results value of each metric, finite
 */
public record ModelCardMetadata(
    String model,
    List<String> metrics,
    String datasetKey,
    String split,
    Map<String, Double> results) {
  private static final int KEY_CHARACTERS = 12;
  private static final String TASK = "text-classification";

  /** Returns the fields in the order they are written in. */
  public Map<String, Object> fields() {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("library_name", "transformers");
    card.put("pipeline_tag", TASK);
    card.put("tags", List.of("bert", TASK, "bertline"));
    card.put("metrics", metrics);
    card.put("model-index", List.of(inOrder("name", model, "results", List.of(result()))));
    return card;
  }

  private Map<String, Object> result() {
    String key = datasetKey.substring(0, Math.min(KEY_CHARACTERS, datasetKey.length()));
    Map<String, Object> dataset = inOrder("type", "bertline", "name", "dataset-" + key);
    dataset.put("split", split);
    Map<String, Object> result = inOrder("task", Map.of("type", TASK), "dataset", dataset);
    result.put(
        "metrics",
        results.entrySet().stream()
            .map(metric -> inOrder("type", metric.getKey(), "value", metric.getValue()))
            .toList());
    return result;
  }

  private static Map<String, Object> inOrder(
      String first, Object firstValue, String second, Object secondValue) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(first, firstValue);
    fields.put(second, secondValue);
    return fields;
  }
}
