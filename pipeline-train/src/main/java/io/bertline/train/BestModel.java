package io.bertline.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the weights and validation logits of the best model so far, or of the last. */
final class BestModel {
  private final BestMetric metric;
  private final Keep keep;
  private final Path directory;
  private final Consumer<Path> saver;
  private @Nullable Kept kept;
  private double bestValue = Double.NaN;
  private int validationsSince;

  /**
   * A model and where it is kept.
   *
   * @param result what it is worth
   * @param logits validation logits, [rows][labels]
   * @param directory the classifier as Hugging Face files, without its tokenizer
   */
  record Kept(Validation result, float[][] logits, Path directory) {}

  /**
   * @param metric decides which model is better, not {@link BestMetric#AUTO}
   * @param directory an existing directory, overwritten by each model that is kept
   * @param saver writes the model as it is now into a directory
   */
  BestModel(BestMetric metric, Keep keep, Path directory, Consumer<Path> saver) {
    this.metric = metric;
    this.keep = keep;
    this.directory = directory;
    this.saver = saver;
  }

  /**
   * Saves the model if it is to be kept. The best one is better than all before, or as good with
   * less loss: a small validation split has many ties. The first one always is.
   */
  void offer(Validation result, float[][] logits) {
    boolean better = kept == null || metric.better(result.metric(metric), bestValue);
    if (keep == Keep.LAST || better || asGoodWithLessLoss(result)) {
      saver.accept(directory);
      kept = new Kept(result, logits, directory);
    }
    if (better) {
      bestValue = result.metric(metric);
    }
    validationsSince = better ? 0 : validationsSince + 1;
  }

  private boolean asGoodWithLessLoss(Validation candidate) {
    Validation best = kept().result();
    return candidate.metric(metric) == best.metric(metric)
        && candidate.metric(BestMetric.LOSS) < best.metric(BestMetric.LOSS);
  }

  /** Returns whether the metric has not improved in {@code patience} validations; 0 means never. */
  boolean stalled(int patience) {
    return patience > 0 && validationsSince >= patience;
  }

  /** Returns the model to keep; at least one must have been offered. */
  Kept kept() {
    if (kept == null) {
      throw new IllegalStateException("nothing was validated");
    }
    return kept;
  }
}
