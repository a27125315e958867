package io.bertline.train;

import io.bertline.bert.Batch;
import io.bertline.bert.StepResult;
import io.bertline.cli.Failures;
import io.bertline.dataset.DatasetReader;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitRows;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says which step of a training failed, on what, and what helps. */
final class StepFailures {
  /** So many rows fit into one line. */
  private static final int MAX_IDS = 32;

  private final Hyperparameters hyperparameters;
  private final TrainingPlan plan;
  private final DatasetReader dataset;

  /**
   * @param dataset knows the ids of the rows
   */
  StepFailures(Hyperparameters hyperparameters, TrainingPlan plan, DatasetReader dataset) {
    this.hyperparameters = hyperparameters;
    this.plan = plan;
    this.dataset = dataset;
  }

  /** Returns what to throw when loss or gradients are no numbers any more. */
  BertlineException diverged(StepResult result, StepBatches step) {
    return new BertlineException(
        FailureKind.BAD_INPUT,
        ("training diverged: at %s the loss is %s and the gradient norm %s; lower --learning-rate"
                + " (now %s), raise --warmup or set --max-grad-norm 1, or look at the rows of the"
                + " step: %s")
            .formatted(
                place(step),
                result.loss(),
                result.gradientNorm(),
                hyperparameters.learningRate(),
                rows(step)));
  }

  /** Returns what to throw in place of what a step threw. */
  RuntimeException failed(Throwable failure, StepBatches step) {
    if (isOutOfMemory(failure)) {
      String batches =
          step.batches().stream()
              .map(batch -> batch.rows() + " x " + batch.length())
              .collect(Collectors.joining(" and "));
      return new BertlineException(
          FailureKind.OUT_OF_RESOURCES,
          "out of memory at %s, on a batch of rows x tokens %s; %s, or give it more memory (%s)"
              .formatted(place(step), batches, advice(step), reason(failure)),
          failure);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  /** PyTorch reports exhausted memory only in words. */
  private static boolean isOutOfMemory(Throwable failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return Failures.kind(failure) == FailureKind.OUT_OF_RESOURCES
        || words.contains("can't allocate memory")
        || words.contains("out of memory");
  }

  private static String reason(Throwable failure) {
    return failure instanceof OutOfMemoryError
        ? "the Java heap is full, see -Xmx"
        : String.valueOf(failure.getMessage());
  }

  private String advice(StepBatches step) {
    int rows = step.batches().stream().mapToInt(Batch::rows).max().orElse(1);
    if (hyperparameters.batchTokens() > 0) {
      return "lower --batch-tokens (now %d) and raise --accumulate"
          .formatted(hyperparameters.batchTokens());
    }
    return rows == 1
        ? "run prep with a smaller --max-length"
        : "lower --batch-size (now %d) and raise --accumulate (now %d) as much"
            .formatted(hyperparameters.batchSize(), hyperparameters.accumulate());
  }

  private static String place(StepBatches step) {
    return "step %d (epoch %d)".formatted(step.step() + 1, step.epoch() + 1);
  }

  /** Names the rows as the dataset does; what is in memory has forgotten their names. */
  private String rows(StepBatches step) {
    int[] rows =
        plan.batches(step.step(), plan.batches(step.epoch())).stream()
            .flatMapToInt(Arrays::stream)
            .sorted()
            .toArray();
    List<String> ids = new ArrayList<>();
    try (SplitRows stored = dataset.rows(Split.TRAIN)) {
      for (int index = 0; ids.size() < Math.min(rows.length, MAX_IDS); index++) {
        String id = stored.next().id();
        if (index == rows[ids.size()]) {
          ids.add(id);
        }
      }
    }
    String more = rows.length > ids.size() ? " and " + (rows.length - ids.size()) + " more" : "";
    return String.join(", ", ids) + more;
  }
}
