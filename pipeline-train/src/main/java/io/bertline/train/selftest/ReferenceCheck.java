package io.bertline.train.selftest;

import io.bertline.bert.Batch;
import io.bertline.bert.BertModel;
import io.bertline.bert.BertTrainer;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.bert.StepResult;
import io.bertline.bert.TrainingOptions;
import io.bertline.huggingface.BertConfig;
import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trains a tiny model three steps and measures how far that is from the {@link Reference}. */
final class ReferenceCheck {
  private static final BertConfig CONFIG =
      new BertConfig(
          2, 32, 4, 64, 60, 16, 2, 1e-12, BertConfig.GELU, 0.02, 0, List.of("a", "b", "c"));

  private static final TrainingOptions TRAINING =
      new TrainingOptions(0, 0, 0, new double[0], 0.01, 1, 1, false, 0, 0);

  private static final double LEARNING_RATE = 1e-3;
  private static final double WIDTH = 0.6;
  private static final int ROWS = 8;

  private ReferenceCheck() {}

  /**
   * Largest differences from the reference.
   *
   * @param precision number format of the products
   * @param logits of a logit before the first step
   * @param loss of the loss of a step
   * @param gradientNorm of the norm of a step, relative
   * @param logitsAfter of a logit after the last step
   */
  record Deviation(
      Precision precision, double logits, double loss, double gradientNorm, double logitsAfter) {

    /** Returns whether it is what the number format explains, five times what was measured. */
    boolean allowed() {
      return precision == Precision.BF16
          ? within(0.05, 0.01, 0.02, 0.05)
          : within(1e-4, 1e-4, 1e-4, 1e-3);
    }

    private boolean within(double ofLogits, double ofLoss, double ofNorm, double ofLogitsAfter) {
      return logits <= ofLogits
          && loss <= ofLoss
          && gradientNorm <= ofNorm
          && logitsAfter <= ofLogitsAfter;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: logits differ by %.0e, losses %.0e, gradient norms %.0e, logits after 3 steps %.0e",
          precision.name().toLowerCase(Locale.ROOT),
          logits,
          loss,
          gradientNorm,
          logitsAfter);
    }
  }

  /**
   * Runs the check.
   *
   * @param directory a new directory for the model
   */
  static Deviation run(Path directory, ModelOptions options, Reference reference) {
    Draws draws = new Draws(42);
    DrawnModel.write(directory, CONFIG, tensors(), draws, WIDTH);
    Batch batch = batch(draws);
    try (BertModel model = BertModel.classifier(directory, options);
        BertTrainer trainer = BertTrainer.of(model, TRAINING)) {
      double logits = largestDifference(model.logits(batch), reference.logits());
      double loss = 0;
      double norm = 0;
      for (int step = 0; step < reference.losses().length; step++) {
        StepResult result = trainer.step(List.of(batch), step, LEARNING_RATE);
        double expected = reference.gradientNorms()[step];
        loss = larger(loss, result.loss() - reference.losses()[step]);
        norm = larger(norm, (result.gradientNorm() - expected) / expected);
      }
      trainer.settle();
      double logitsAfter = largestDifference(model.logits(batch), reference.logitsAfter());
      return new Deviation(model.precision(), logits, loss, norm, logitsAfter);
    }
  }

  private static List<TensorSpec> tensors() {
    List<TensorSpec> tensors = new ArrayList<>(BertTensors.encoder(CONFIG));
    tensors.addAll(BertTensors.pooler(CONFIG));
    tensors.addAll(BertTensors.classifier(CONFIG));
    return tensors;
  }

  /** Texts of 4 to 11 tokens. */
  private static Batch batch(Draws draws) {
    List<int[]> ids = new ArrayList<>();
    List<int[]> types = new ArrayList<>();
    int[] labels = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      int[] tokens = new int[4 + row];
      for (int i = 0; i < tokens.length; i++) {
        // Not 0: to the reference that is padding, which learns nothing.
        tokens[i] = 1 + draws.next(CONFIG.vocabulary() - 1);
      }
      ids.add(tokens);
      types.add(new int[tokens.length]);
      labels[row] = row % CONFIG.labels().size();
    }
    return Batch.of(ids, types, labels);
  }

  private static double largestDifference(float[][] computed, float[][] expected) {
    double largest = 0;
    for (int row = 0; row < expected.length; row++) {
      for (int label = 0; label < expected[row].length; label++) {
        largest = larger(largest, computed[row][label] - expected[row][label]);
      }
    }
    return largest;
  }

  /** Not a number is larger than any. */
  private static double larger(double largest, double difference) {
    return Math.max(largest, Math.abs(difference));
  }
}
