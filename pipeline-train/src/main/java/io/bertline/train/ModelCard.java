package io.bertline.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bertline.artifact.InputReference;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.huggingface.ModelCardMetadata;
import io.bertline.report.Markdown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The README.md of a classifier: a <a href="https://huggingface.co/docs/hub/model-cards">model
 * card</a> with its metadata as YAML on top. Equal classifiers have equal cards: nothing in it
 * tells of time or place.
 */
final class ModelCard {
  /** Name of the file in the artifact. */
  static final String FILE = "README.md";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private static final String USE =
      """
      ```python
      from transformers import pipeline

      classify = pipeline("text-classification", model="path/to/this/directory")
      print(classify("A text to classify"))
      ```

      ```java
      try (TextClassifier classifier = TextClassifier.load(Path.of("path/to/this/directory"))) {
        System.out.println(classifier.classify(List.of("A text to classify")));
      }
      ```
      """;

  private final TrainArguments arguments;
  private final DatasetInfo dataset;
  private final TrainingResult result;
  private final FittedDecision decision;

  ModelCard(TrainArguments arguments, TrainingResult result, FittedDecision decision) {
    this.arguments = arguments;
    this.dataset = arguments.reader().info();
    this.result = result;
    this.decision = decision;
  }

  /** Returns the content of the file. */
  String markdown() {
    StringBuilder out = new StringBuilder(frontMatter()).append("---\n\n");
    out.append("# BERT text classifier of ").append(dataset.labels().size()).append(" labels\n\n");
    out.append("A BERT encoder with ").append(count(result.overview().size().all()));
    out.append(" parameters, fine-tuned to tell apart: ");
    out.append(labels()).append(".\n\n");
    out.append("## Use\n\n").append(USE).append('\n');
    out.append(decision());
    out.append("\n## Training data\n\n");
    appendSplits(out);
    out.append("\n## Validation\n\n").append(validated()).append("\n\n");
    table(out, "Metric", metrics());
    out.append("\n## Parameters\n\n");
    table(out, "Parameter", arguments.parameterTexts());
    out.append("\nProducts were computed in ").append(result.overview().precisionName());
    out.append(". Made from:\n\n");
    arguments.identity().inputs().forEach((role, input) -> appendInput(out, role, input));
    return out.toString();
  }

  private String frontMatter() {
    try {
      return YAML.writeValueAsString(metadata().fields());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ModelCardMetadata metadata() {
    Map<String, Double> results = new LinkedHashMap<>(result.best().result().metrics());
    results.values().removeIf(value -> !Double.isFinite(value));
    return new ModelCardMetadata(
        "classifier-" + arguments.identity().key().abbreviated(),
        List.of(arguments.bestMetric().field()),
        arguments.dataset().manifest().key(),
        Split.VALIDATION.lowerCase(),
        results);
  }

  private String labels() {
    return String.join(", ", dataset.labels().stream().map(Markdown::text).toList());
  }

  private String decision() {
    String calibration =
        String.format(
            Locale.ROOT,
            "Divide the logits by the temperature %.4f before the softmax to get calibrated"
                + " probabilities.",
            decision.temperature());
    if (!dataset.binary()) {
      return calibration + "\n";
    }
    String positive = Objects.requireNonNullElse(dataset.positiveLabel(), dataset.labels().get(1));
    return String.format(
        Locale.ROOT,
        "%s A text is called %s when that probability is at least %.4f (highest F1 on the"
            + " validation split); transformers itself takes the larger logit.\n",
        calibration,
        Markdown.text(positive),
        decision.threshold());
  }

  private void appendSplits(StringBuilder out) {
    out.append("| Split | Rows | Tokens |");
    dataset.labels().forEach(label -> out.append(' ').append(Markdown.text(label)).append(" |"));
    out.append("\n|---|--:|--:|").append("--:|".repeat(dataset.labels().size())).append('\n');
    for (Split split : Split.values()) {
      SplitInfo rows = dataset.splits().get(split.lowerCase());
      if (rows != null) {
        out.append("| ").append(split.lowerCase()).append(" | ").append(count(rows.rows()));
        out.append(" | ").append(count(rows.tokens())).append(" |");
        rows.rowsByLabel().forEach(label -> out.append(' ').append(count(label)).append(" |"));
        out.append('\n');
      }
    }
    out.append("\nTexts are cut at ").append(dataset.maxLength()).append(" tokens.\n");
  }

  private String validated() {
    Validation kept = result.best().result();
    String place =
        "After step %s of %s (epoch %d), "
            .formatted(count(kept.step()), count(result.history().steps()), kept.epoch());
    return switch (arguments.hyperparameters().keep()) {
      case BEST ->
          place
              + "the best by `%s`. It was chosen on these rows, so expect a little less on new ones."
                  .formatted(arguments.bestMetric().field());
      case LAST -> place + "the end of the training.";
    };
  }

  private Map<String, String> metrics() {
    Map<String, String> metrics = new LinkedHashMap<>();
    result
        .best()
        .result()
        .metrics()
        .forEach((name, value) -> metrics.put(name, String.format(Locale.ROOT, "%.4f", value)));
    return metrics;
  }

  private static void table(StringBuilder out, String header, Map<String, String> values) {
    out.append("| ").append(header).append(" | Value |\n|---|--:|\n");
    values.forEach(
        (name, value) -> {
          out.append("| ").append(Markdown.text(name));
          out.append(" | ").append(Markdown.text(value)).append(" |\n");
        });
  }

  private static void appendInput(StringBuilder out, String role, InputReference input) {
    out.append("* ").append(role).append(" `").append(input.key()).append("`, digest `");
    out.append(input.digest()).append("`\n");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
