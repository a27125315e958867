package io.bertline.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the weights and validation logits of the best epoch so far. */
final class BestEpoch {
  private final BestMetric metric;
  private final Path directory;
  private final Consumer<Path> saver;
  private @Nullable Kept kept;
  private int epochsSince;

  /**
   * An epoch and where it is kept.
   *
   * @param result the epoch
   * @param logits validation logits, [rows][labels]
   * @param directory the classifier as Hugging Face files, without its tokenizer
   */
  record Kept(EpochResult result, float[][] logits, Path directory) {}

  /**
   * @param metric decides which epoch is better, not {@link BestMetric#AUTO}
   * @param directory an existing directory, overwritten by each better epoch
   * @param saver writes the model as it is now into a directory
   */
  BestEpoch(BestMetric metric, Path directory, Consumer<Path> saver) {
    this.metric = metric;
    this.directory = directory;
    this.saver = saver;
  }

  /**
   * Saves the model if this epoch is better than all before, or as good with less loss: a small
   * validation split has many ties. The first one always is.
   */
  void offer(EpochResult result, float[][] logits) {
    boolean better =
        kept == null || metric.better(result.metric(metric), kept.result().metric(metric));
    if (better || asGoodWithLessLoss(result)) {
      saver.accept(directory);
      kept = new Kept(result, logits, directory);
    }
    epochsSince = better ? 0 : epochsSince + 1;
  }

  private boolean asGoodWithLessLoss(EpochResult candidate) {
    EpochResult best = kept().result();
    return candidate.metric(metric) == best.metric(metric)
        && candidate.metric(BestMetric.LOSS) < best.metric(BestMetric.LOSS);
  }

  /** Returns whether the metric has not improved for {@code patience} epochs; 0 means never. */
  boolean stalled(int patience) {
    return patience > 0 && epochsSince >= patience;
  }

  /** Returns the best epoch; at least one must have been offered. */
  Kept kept() {
    if (kept == null) {
      throw new IllegalStateException("no epoch has ended");
    }
    return kept;
  }
}
