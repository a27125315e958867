package io.bertline.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.eval.report.TrainingFacts;
import io.bertline.eval.report.TrainingFacts.SplitFacts;
import io.bertline.eval.report.TrainingFacts.Validation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads how a classifier came about; what is not there is not told. */
final class TrainingHistory {
  private static final String FILE = "history.jsonl";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TrainingHistory() {}

  static TrainingFacts of(Artifact classifier, DatasetInfo dataset) {
    List<SplitFacts> splits = new ArrayList<>();
    for (Split split : Split.values()) {
      SplitInfo info = dataset.splits().get(split.lowerCase());
      if (info != null) {
        splits.add(
            new SplitFacts(split.lowerCase(), info.rows(), info.tokens(), info.rowsByLabel()));
      }
    }
    return new TrainingFacts(validations(classifier), dataset.labels(), splits);
  }

  private static List<Validation> validations(Artifact classifier) {
    List<Validation> validations = new ArrayList<>();
    if (classifier.findFile(FILE).isEmpty()) {
      return validations;
    }
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(classifier.read(FILE))) {
      while (lines.hasNextValue()) {
        JsonNode line = lines.nextValue();
        if (line.path("type").asText().equals("validation")) {
          validations.add(validation(line));
        }
      }
    } catch (IOException e) {
      // A history is told for its interest; an evaluation does not depend on it.
      return List.of();
    }
    return validations;
  }

  private static Validation validation(JsonNode line) {
    JsonNode metrics = line.path("metrics");
    return new Validation(
        line.path("epoch").asInt(),
        line.path("step").asLong(),
        line.path("training_loss").asDouble(Double.NaN),
        number(metrics, "loss"),
        number(metrics, "f1", "macro_f1"));
  }

  private static double number(JsonNode node, String... names) {
    for (String name : names) {
      if (node.path(name).isNumber()) {
        return node.path(name).asDouble();
      }
    }
    return Double.NaN;
  }
}
