package io.bertline.train;

import io.bertline.artifact.Attempt;
import io.bertline.classifier.ClassifierInfo;
import io.bertline.classifier.ClassifierInfoFile;
import io.bertline.cli.StepContext;
import io.bertline.dataset.DatasetInfo;
import io.bertline.huggingface.BertConfigFile;
import io.bertline.huggingface.ModelDirectory;
import io.bertline.storage.BlobContent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the classifier artifact: a directory that {@code
 * AutoModelForSequenceClassification.from_pretrained} of Hugging Face transformers loads as it is,
 * and what Bertline stores beside it.
 */
final class ClassifierWriter {
  private static final List<String> OPTIONAL_TOKENIZER_FILES =
      List.of(ModelDirectory.VOCABULARY, "special_tokens_map.json");

  private final TrainArguments arguments;
  private final StepContext context;
  private final Attempt attempt;

  ClassifierWriter(TrainArguments arguments, StepContext context, Attempt attempt) {
    this.arguments = arguments;
    this.context = context;
    this.attempt = attempt;
  }

  /** Writes all files and returns the summary. */
  Map<String, Object> write(
      PretrainedModel pretrained, TrainingResult result, FittedDecision decision, Canary canary) {
    copy(result.best().directory(), BertConfigFile.FILE);
    copy(result.best().directory(), ModelDirectory.WEIGHTS);
    copy(pretrained.directory(), ModelDirectory.TOKENIZER);
    copy(pretrained.directory(), ModelDirectory.TOKENIZER_CONFIG);
    for (String file : OPTIONAL_TOKENIZER_FILES) {
      if (Files.exists(pretrained.directory().resolve(file))) {
        copy(pretrained.directory(), file);
      }
    }
    attempt.put(
        ClassifierInfo.FILE, BlobContent.of(ClassifierInfoFile.write(classifierInfo(decision))));
    attempt.put(Canary.FILE, canary::writeTo);
    attempt.put(ModelCard.FILE, text(new ModelCard(arguments, result, decision).markdown()));
    attempt.putSidecar(History.FILE, result.history()::writeTo);
    attempt.putSidecar(
        TrainingPage.FILE,
        text(TrainingPage.of(arguments, result, decision, attempt, context).html()));
    return summary(result, decision);
  }

  private void copy(Path directory, String file) {
    attempt.put(file, out -> Files.copy(directory.resolve(file), out));
  }

  private static BlobContent text(String content) {
    return BlobContent.of(content.getBytes(StandardCharsets.UTF_8));
  }

  private ClassifierInfo classifierInfo(FittedDecision decision) {
    DatasetInfo dataset = arguments.reader().info();
    return new ClassifierInfo(
        ClassifierInfo.FORMAT_VERSION,
        dataset.labels(),
        dataset.positiveLabel(),
        dataset.maxLength(),
        decision.threshold(),
        decision.temperature(),
        dataset.tokenizerFingerprint());
  }

  private Map<String, Object> summary(TrainingResult result, FittedDecision decision) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("best_epoch", result.best().result().epoch());
    summary.put("best_step", result.best().result().step());
    summary.put("steps", result.history().steps());
    result
        .best()
        .result()
        .metrics()
        .forEach(
            (name, value) -> {
              if (Double.isFinite(value)) {
                summary.put("validation_" + name, value);
              }
            });
    if (arguments.reader().info().binary()) {
      summary.put("threshold", decision.threshold());
    }
    summary.put("temperature", decision.temperature());
    summary.put("tokens_per_second", Math.round(result.history().tokensPerSecond()));
    summary.put("precision", result.overview().precisionName());
    if (!result.exact()) {
      summary.put("exact", false);
    }
    return summary;
  }
}
