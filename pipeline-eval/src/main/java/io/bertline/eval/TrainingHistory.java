package io.bertline.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bertline.artifact.Artifact;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.eval.report.TrainingFacts;
import io.bertline.eval.report.TrainingFacts.Epoch;
import io.bertline.eval.report.TrainingFacts.SplitFacts;
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
    return new TrainingFacts(epochs(classifier), dataset.labels(), splits);
  }

  private static List<Epoch> epochs(Artifact classifier) {
    List<Epoch> epochs = new ArrayList<>();
    if (classifier.findFile(FILE).isEmpty()) {
      return epochs;
    }
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(classifier.read(FILE))) {
      while (lines.hasNextValue()) {
        JsonNode line = lines.nextValue();
        if (line.path("type").asText().equals("epoch")) {
          epochs.add(epoch(line));
        }
      }
    } catch (IOException e) {
      // A history is told for its interest; an evaluation does not depend on it.
      return List.of();
    }
    return epochs;
  }

  private static Epoch epoch(JsonNode line) {
    JsonNode validation = line.path("validation");
    return new Epoch(
        line.path("epoch").asInt(),
        line.path("step").asLong(),
        line.path("training_loss").asDouble(Double.NaN),
        number(validation, "loss", "log_loss", "logLoss"),
        number(validation, "f1", "macro_f1", "macroF1"));
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
