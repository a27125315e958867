package io.bertline.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.EvaluationMetrics;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.Bootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What an evaluation writes of scores whose measures other libraries have computed. */
class EvaluationOutputTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Logits are 32-bit numbers. */
  private static final Offset<Double> FLOAT = within(1e-7);

  @Test
  void measuresAreThoseOfScikitLearn() throws IOException {
    JsonNode golden = resource("golden-metrics.json").path("binary");
    JsonNode metrics = metrics(golden);

    JsonNode headline = metrics.path("headline");
    assertThat(headline.path("auc").path("value").asDouble())
        .isCloseTo(golden.path("roc_auc").asDouble(), within(1e-9));
    assertThat(headline.path("averagePrecision").path("value").asDouble())
        .isCloseTo(golden.path("average_precision").asDouble(), within(1e-9));
    assertAt(metrics.path("binary").path("atHalf"), golden.path("at_0.5_score_ge"));
    assertAt(metrics.path("binary").path("atDecision"), golden.path("best_f1").path("at"));
    JsonNode calibration = metrics.path("uncalibrated");
    assertThat(calibration.path("brier").asDouble())
        .isCloseTo(golden.path("brier").asDouble(), FLOAT);
    assertThat(calibration.path("logLoss").asDouble())
        .isCloseTo(golden.path("log_loss").asDouble(), FLOAT);
    assertThat(metrics.path("binary").path("precisionAtHalfRecall").asDouble())
        .isCloseTo(golden.path("precision_at_recall_0.5_exact").asDouble(), within(1e-9));
  }

  @Test
  void theOutputIsThatOfThisLogicVersion() throws IOException {
    JsonNode metrics = metrics(resource("golden-metrics.json").path("binary"));

    assertThat(EvalArguments.LOGIC_VERSION).isEqualTo(3);
    assertThat(cut(metrics).toPrettyString())
        .as("output changed: raise EvalArguments.LOGIC_VERSION and take over evaluation.json")
        .isEqualTo(resource("evaluation.json").toPrettyString());
  }

  private static void assertAt(JsonNode at, JsonNode golden) {
    assertThat(at.path("truePositives").asLong()).isEqualTo(golden.path("tp").asLong());
    assertThat(at.path("falsePositives").asLong()).isEqualTo(golden.path("fp").asLong());
    assertThat(at.path("falseNegatives").asLong()).isEqualTo(golden.path("fn").asLong());
    assertThat(at.path("trueNegatives").asLong()).isEqualTo(golden.path("tn").asLong());
    for (String name : List.of("precision", "recall", "f1", "accuracy", "kappa")) {
      assertThat(at.path(name).asDouble())
          .as(name)
          .isCloseTo(golden.path(name).asDouble(), within(1e-9));
    }
    assertThat(at.path("matthews").asDouble())
        .isCloseTo(golden.path("mcc").asDouble(), within(1e-9));
  }

  /** The threshold lies just below the best one, which the round trip by a logit may move. */
  private static JsonNode metrics(JsonNode golden) {
    int rows = golden.path("labels").size();
    float[][] logits = new float[rows][2];
    for (int row = 0; row < rows; row++) {
      double score = golden.path("scores").get(row).asDouble();
      logits[row][1] = (float) Math.log(score / (1 - score));
    }
    Scores scores =
        new Scores(
            IntStream.range(0, rows).mapToObj(String::valueOf).toList(),
            IntStream.range(0, rows).map(row -> golden.path("labels").get(row).asInt()).toArray(),
            logits);
    double threshold = golden.path("best_f1").path("threshold").asDouble() - 1e-6;
    ClassifierInfo classifier =
        new ClassifierInfo(1, List.of("no", "yes"), "yes", 64, threshold, 1, "t");
    return JSON.valueToTree(
        EvaluationMetrics.of(scores, Decision.of(classifier, null), Bootstrap.standard()));
  }

  /** Cuts numbers to 9 digits: the last bits of an exponential differ between processors. */
  private static JsonNode cut(JsonNode node) {
    if (node.isDouble()) {
      BigDecimal digits = new BigDecimal(node.asText()).round(new MathContext(9));
      return JsonNodeFactory.instance.numberNode(digits.doubleValue());
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(cut(element)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(field -> object.set(field.getKey(), cut(field.getValue())));
      return object;
    }
    return node;
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream in = EvaluationOutputTest.class.getResourceAsStream(name)) {
      return JSON.readTree(Objects.requireNonNull(in, name));
    }
  }
}
