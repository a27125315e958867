package io.bertline.inference;

import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import picocli.CommandLine.Option;

/** How a classifier is run; nothing of it but the precision changes a result. */
public final class InferenceOptions {
  private static final String AUTO = "auto";

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = AUTO,
      description = "auto, cpu, gpu or gpu:<index> (${DEFAULT-VALUE}).")
  String device = AUTO;

  @Option(
      names = "--precision",
      paramLabel = "FORMAT",
      defaultValue = AUTO,
      description = "Number format of matrix products: auto, fp32 or bf16 (${DEFAULT-VALUE}).")
  Precision precision = Precision.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      defaultValue = AUTO,
      description = "Processor threads; auto is all there are (${DEFAULT-VALUE}).")
  String threads = AUTO;

  /**
   * Returns how to run the classifier.
   *
   * @throws BertlineException {@code USAGE} if an option has a value it cannot have
   */
  public ModelOptions model() {
    return new ModelOptions(device, precision, parseThreads());
  }

  private int parseThreads() {
    if (threads.equals(AUTO)) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int count = Integer.parseInt(threads);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number that is too small.
    }
    throw new BertlineException(
        FailureKind.USAGE, "--threads is '" + threads + "', expected auto or a number from 1");
  }
}
