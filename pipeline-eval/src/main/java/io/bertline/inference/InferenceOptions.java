package io.bertline.inference;

import io.bertline.bert.ModelOptions;
import io.bertline.bert.Precision;
import io.bertline.failure.BertlineException;
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
    return ModelOptions.of(device, precision, threads);
  }
}
