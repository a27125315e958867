package io.bertline.train;

import java.nio.file.Path;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the weights and validation logits of the best model so far, or of the last. */
final class BestModel {
  private final BestMetric metric;
  private final Keep keep;
  private final LongFunction<Path> saver;
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
   * What has to be known to go on, beside logits and files.
   *
   * @param result what the kept model is worth
   * @param bestValue best value of the metric so far
   * @param validationsSince validations since then
   */
  record State(Validation result, double bestValue, int validationsSince) {}

  /**
   * @param metric decides which model is better, not {@link BestMetric#AUTO}
   * @param saver writes the model as it is now, after so many steps, and returns where
   */
  BestModel(BestMetric metric, Keep keep, LongFunction<Path> saver) {
    this.metric = metric;
    this.keep = keep;
    this.saver = saver;
  }

  /** Returns what {@link #restore} needs; null before the first model is kept. */
  @Nullable State state() {
    return kept == null ? null : new State(kept.result(), bestValue, validationsSince);
  }

  /** Goes on from the state of an earlier run. */
  void restore(State state, float[][] logits, Path directory) {
    kept = new Kept(state.result(), logits, directory);
    bestValue = state.bestValue();
    validationsSince = state.validationsSince();
  }

  /**
   * Saves the model if it is to be kept. The best one is better than all before, or as good with
   * less loss: a small validation split has many ties. The first one always is.
   */
  void offer(Validation result, float[][] logits) {
    boolean better = kept == null || metric.better(result.metric(metric), bestValue);
    if (keep == Keep.LAST || better || asGoodWithLessLoss(result)) {
      kept = new Kept(result, logits, saver.apply(result.step()));
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
