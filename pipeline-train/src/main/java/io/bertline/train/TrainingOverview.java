package io.bertline.train;

import io.bertline.bert.Precision;
import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.huggingface.BertConfig;
import io.bertline.report.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a run is going to do, for the person who started it.
 *
 * @param arguments what to train
 * @param config the architecture, with the labels of the classifier
 * @param plan the steps
 * @param work their size
 * @param precision number format of the products
 * @param device what it runs on
 */
record TrainingOverview(
    TrainArguments arguments,
    BertConfig config,
    TrainingPlan plan,
    TrainingWork work,
    Precision precision,
    String device) {

  TrainingOverview {
    // DJL spells it cpu().
    device = device.replace("()", "");
  }

  /** Returns texts by their names, in the order to show them. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("model", architecture());
    texts.put("parameters", parameters());
    texts.put("rows", rows());
    texts.put("steps", steps());
    texts.put("runs on", place());
    return texts;
  }

  /** Returns a line of each name and text. */
  List<String> lines() {
    return texts().entrySet().stream()
        .map(text -> String.format(Locale.ROOT, "  %-12s%s", text.getKey(), text.getValue()))
        .toList();
  }

  /** Returns the numbers of the model. */
  ModelSize size() {
    return ModelSize.of(config, arguments.hyperparameters());
  }

  private String architecture() {
    return "BERT of %d layers, hidden %d, %d heads, feed-forward %d; %d labels"
        .formatted(
            config.layers(),
            config.hidden(),
            config.heads(),
            config.intermediate(),
            config.labels().size());
  }

  private String parameters() {
    ModelSize size = size();
    return "%s trained, %s frozen: embeddings %s%s, %d layers of %s%s, head %s"
        .formatted(
            Numbers.count(size.trained()),
            Numbers.count(size.frozen()),
            Numbers.count(size.embeddings()),
            size.frozenEmbeddings() ? " (frozen)" : "",
            size.layers(),
            Numbers.count(size.layer()),
            size.frozenLayers() > 0 ? " (" + size.frozenLayers() + " frozen)" : "",
            Numbers.count(size.head()));
  }

  private String rows() {
    SplitInfo training = split(Split.TRAIN);
    return "%s to train on with %s tokens, %s to validate on"
        .formatted(
            Numbers.count(training.rows()),
            Numbers.count(training.tokens()),
            Numbers.count(split(Split.VALIDATION).rows()));
  }

  private SplitInfo split(Split split) {
    DatasetInfo dataset = arguments.reader().info();
    return Objects.requireNonNull(dataset.splits().get(split.lowerCase()));
  }

  private String steps() {
    Hyperparameters parameters = arguments.hyperparameters();
    String batch =
        parameters.batchTokens() == 0
            ? Numbers.count(parameters.batchSize(), "row", "rows")
            : Numbers.count(parameters.batchTokens(), "token", "tokens");
    String batches = parameters.accumulate() == 1 ? "" : parameters.accumulate() + " batches of ";
    return "%s of %s%s in %s, %s tokens, %s padding; validated %s"
        .formatted(
            Numbers.count(plan.totalSteps()),
            batches,
            batch,
            Numbers.count(plan.epochs(), "epoch", "epochs"),
            Numbers.count(work.tokens()),
            Numbers.percent(work.padding()),
            parameters.evalSteps() == 0
                ? "after each epoch"
                : "every " + Numbers.count(parameters.evalSteps(), "step", "steps"));
  }

  /** Returns the number format as options spell it. */
  String precisionName() {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  private String place() {
    int threads = arguments.modelOptions().threads();
    return "%s, %s, %s; about %.1f GB of memory"
        .formatted(
            device,
            Numbers.count(threads, "thread", "threads"),
            precisionName(),
            MemoryEstimate.bytes(config, size(), work, precision) / 1e9);
  }
}
