package io.bertline.train;

import io.bertline.bert.Precision;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that decide what a run learns: each is part of the content key. */
public final class HyperparameterOptions {
  /** Names of all options here, without dashes. */
  static final String[] NAMES = {
    "epochs",
    "batch-size",
    "batch-tokens",
    "learning-rate",
    "schedule",
    "warmup",
    "weight-decay",
    "max-grad-norm",
    "dropout",
    "head-dropout",
    "precision",
    "class-weights",
    "label-smoothing",
    "eval-steps",
    "early-stopping",
    "best-metric",
    "keep",
    "layer-decay",
    "freeze-embeddings",
    "freeze-layers",
    "accumulate",
    "max-steps",
    "seed"
  };

  private static final int MAX_EPOCHS = 10_000;
  private static final int MAX_ROWS = 1 << 16;
  private static final long MAX_TOKENS = 1 << 24;

  @Option(
      names = "--epochs",
      paramLabel = "COUNT",
      defaultValue = "3",
      description = "Passes over the training split (${DEFAULT-VALUE}).")
  int epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "ROWS",
      defaultValue = "32",
      description = "Rows of a batch (${DEFAULT-VALUE}).")
  int batchSize;

  @Option(
      names = "--batch-tokens",
      paramLabel = "TOKENS",
      defaultValue = "0",
      description =
          "Tokens of a batch, padding included, in place of --batch-size: many short texts, or few"
              + " long ones; 0: count rows (${DEFAULT-VALUE}).")
  long batchTokens;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "2e-5",
      description = "Learning rate at the end of the warm-up (${DEFAULT-VALUE}).")
  double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "linear",
      description = "How it falls from there: linear, constant or cosine (${DEFAULT-VALUE}).")
  Schedule schedule = Schedule.LINEAR;

  @Option(
      names = "--warmup",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of the steps in which it rises from 0 (${DEFAULT-VALUE}).")
  double warmup;

  @Option(
      names = "--weight-decay",
      paramLabel = "RATE",
      defaultValue = "0.01",
      description = "Decoupled decay; biases and LayerNorm have none (${DEFAULT-VALUE}).")
  double weightDecay;

  @Option(
      names = "--max-grad-norm",
      paramLabel = "NORM",
      defaultValue = "1",
      description = "Global norm that gradients are scaled down to; 0: never (${DEFAULT-VALUE}).")
  double maxGradNorm;

  @Option(
      names = "--dropout",
      paramLabel = "RATE",
      defaultValue = "0.1",
      description = "Drop rate of hidden states and attention weights (${DEFAULT-VALUE}).")
  double dropout;

  @Option(
      names = "--head-dropout",
      paramLabel = "RATE",
      defaultValue = "0.1",
      description = "Drop rate before the classification head (${DEFAULT-VALUE}).")
  double headDropout;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      defaultValue = "auto",
      description =
          "Number format of matrix products: auto, fp32 or bf16; auto is bf16 where the machine has"
              + " it (${DEFAULT-VALUE}).")
  Precision precision = Precision.AUTO;

  @Option(
      names = "--class-weights",
      paramLabel = "none|balanced|W,W...",
      defaultValue = "none",
      description =
          "How much the rows of each label count: all the same, all labels the same, or a number"
              + " for each label (${DEFAULT-VALUE}).")
  String classWeights = "";

  @Option(
      names = "--label-smoothing",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of the target spread over all labels (${DEFAULT-VALUE}).")
  double labelSmoothing;

  @Option(
      names = "--eval-steps",
      paramLabel = "STEPS",
      defaultValue = "0",
      description =
          "Optimiser steps between validations; 0: one after each epoch (${DEFAULT-VALUE}).")
  int evalSteps;

  @Option(
      names = "--early-stopping",
      paramLabel = "COUNT",
      defaultValue = "0",
      description =
          "Stop after so many validations without a better one; 0: never (${DEFAULT-VALUE}).")
  int earlyStopping;

  @Option(
      names = "--best-metric",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = BestMetricConverter.class,
      description =
          "Validation metric that decides which model is the best: auto (average-precision for two"
              + " labels, macro-f1 for more), loss, accuracy, f1, roc-auc, average-precision,"
              + " precision-at-recall-50 or macro-f1 (${DEFAULT-VALUE}).")
  BestMetric bestMetric = BestMetric.AUTO;

  @Option(
      names = "--keep",
      paramLabel = "best|last",
      defaultValue = "best",
      description = "Which of the validated models becomes the classifier (${DEFAULT-VALUE}).")
  Keep keep = Keep.BEST;

  @Option(
      names = "--layer-decay",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description =
          "Learning rate of each layer by that of the layer above it, for example 0.95; 1: the same"
              + " for all (${DEFAULT-VALUE}).")
  double layerDecay;

  @Option(
      names = "--freeze-embeddings",
      defaultValue = "false",
      description = "Leave the embeddings as they are (${DEFAULT-VALUE}).")
  boolean freezeEmbeddings;

  @Option(
      names = "--freeze-layers",
      paramLabel = "COUNT",
      defaultValue = "0",
      description =
          "Leave the embeddings and so many first layers as they are; 0: train everything"
              + " (${DEFAULT-VALUE}).")
  int freezeLayers;

  @Option(
      names = "--accumulate",
      paramLabel = "BATCHES",
      defaultValue = "1",
      description = "Batches that make one optimiser step (${DEFAULT-VALUE}).")
  int accumulate;

  @Option(
      names = "--max-steps",
      paramLabel = "COUNT",
      defaultValue = "0",
      description = "Optimiser steps to stop after; 0: no limit (${DEFAULT-VALUE}).")
  long maxSteps;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "42",
      description = "Decides the new head, the order of the rows and dropout (${DEFAULT-VALUE}).")
  long seed;

  /** Reads {@code average-precision}, and {@code average_precision} as manifests spell it. */
  static final class BestMetricConverter implements ITypeConverter<BestMetric> {
    @Override
    public BestMetric convert(String value) {
      return Arrays.stream(BestMetric.values())
          .filter(metric -> metric.toString().equals(value.replace('_', '-')))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of "
                          + Arrays.toString(BestMetric.values())
                          + " but was '"
                          + value
                          + "'"));
    }
  }

  /**
   * Returns the values, each checked for itself.
   *
   * @throws BertlineException {@code USAGE} if one is out of its range
   */
  Hyperparameters hyperparameters() {
    require(epochs >= 1 && epochs <= MAX_EPOCHS, "epochs", epochs, "1 to " + MAX_EPOCHS);
    require(batchSize >= 1 && batchSize <= MAX_ROWS, "batch-size", batchSize, "1 to " + MAX_ROWS);
    require(
        batchTokens >= 0 && batchTokens <= MAX_TOKENS,
        "batch-tokens",
        batchTokens,
        "0 to " + MAX_TOKENS);
    require(
        learningRate > 0 && learningRate <= 1, "learning-rate", learningRate, "above 0, at most 1");
    require(warmup >= 0 && warmup <= 1, "warmup", warmup, "0 to 1");
    require(weightDecay >= 0 && weightDecay <= 1, "weight-decay", weightDecay, "0 to 1");
    require(
        maxGradNorm >= 0 && Double.isFinite(maxGradNorm),
        "max-grad-norm",
        maxGradNorm,
        "a number from 0");
    requireRate("dropout", dropout);
    requireRate("head-dropout", headDropout);
    requireRate("label-smoothing", labelSmoothing);
    require(evalSteps >= 0, "eval-steps", evalSteps, "a number from 0");
    require(earlyStopping >= 0, "early-stopping", earlyStopping, "a number from 0");
    require(layerDecay > 0 && layerDecay <= 1, "layer-decay", layerDecay, "above 0, at most 1");
    require(freezeLayers >= 0, "freeze-layers", freezeLayers, "a number from 0");
    require(
        accumulate >= 1 && accumulate <= MAX_ROWS, "accumulate", accumulate, "1 to " + MAX_ROWS);
    require(maxSteps >= 0, "max-steps", maxSteps, "a number from 0");
    return new Hyperparameters(
        epochs,
        batchSize,
        batchTokens,
        learningRate,
        schedule,
        warmup,
        weightDecay,
        maxGradNorm,
        dropout,
        headDropout,
        precision,
        ClassWeights.parse(classWeights),
        labelSmoothing,
        evalSteps,
        earlyStopping,
        bestMetric,
        keep,
        layerDecay,
        freezeEmbeddings,
        freezeLayers,
        accumulate,
        maxSteps,
        seed);
  }

  private static void requireRate(String option, double value) {
    require(value >= 0 && value < 1, option, value, "0 to below 1");
  }

  private static void require(boolean holds, String option, Object value, String expected) {
    if (!holds) {
      throw new BertlineException(
          FailureKind.USAGE, "--" + option + " is " + value + ", expected " + expected);
    }
  }
}
