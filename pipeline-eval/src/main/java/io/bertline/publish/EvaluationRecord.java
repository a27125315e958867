package io.bertline.publish;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.InputReference;
import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.measure.Measured;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found, as far as a release tells it.
 *
 * @param split the split it measured
 * @param dataset what it measured on; null if its manifest does not say
 * @param rows rows it measured
 * @param headline headline numbers with their intervals
 * @param champion the classifier it was compared with; null if there was none
 */
record EvaluationRecord(
    String split,
    @Nullable InputReference dataset,
    long rows,
    Map<String, Measured> headline,
    @Nullable ChampionComparison champion) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  EvaluationRecord {
    headline = Collections.unmodifiableMap(new LinkedHashMap<>(headline));
  }

  /**
   * Reads the files of an evaluation.
   *
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if they are not those of an evaluation
   */
  static EvaluationRecord read(Artifact evaluation) {
    try {
      JsonNode metrics = JSON.readTree(evaluation.read(EvaluationMetrics.FILE));
      Map<String, Measured> headline = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : metrics.path("headline").properties()) {
        headline.put(entry.getKey(), JSON.treeToValue(entry.getValue(), Measured.class));
      }
      return new EvaluationRecord(
          String.valueOf(evaluation.manifest().parameters().get("split")),
          evaluation.manifest().inputs().get(ArtifactType.DATASET.singular()),
          metrics.path("rows").asLong(),
          headline,
          champion(evaluation));
    } catch (IOException e) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          evaluation.uri() + ": its metrics cannot be read; evaluate again with --force",
          e);
    }
  }

  private static @Nullable ChampionComparison champion(Artifact evaluation) throws IOException {
    return evaluation.findFile(ChampionComparison.FILE).isEmpty()
        ? null
        : JSON.readValue(evaluation.read(ChampionComparison.FILE), ChampionComparison.class);
  }

  /** Returns the headline numbers that are numbers. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    headline.forEach(
        (name, measured) -> {
          if (Double.isFinite(measured.value())) {
            values.put(name, measured.value());
          }
        });
    return values;
  }
}
