package io.bertline.train;

import io.bertline.bert.BertModel;
import io.bertline.bert.ModelOptions;
import io.bertline.bert.Processor;
import io.bertline.cli.Version;
import java.util.Locale;

/**
 * What decides the last bits of a training beside its parameters and inputs: products are summed in
 * another order with other threads, kernels and number formats.
 *
 * @param software versions of this program and of PyTorch
 * @param precision number format of the products, as options spell it
 * @param device what they run on
 * @param threads processor threads
 * @param processor architecture and model of the processor
 */
record ComputeEnvironment(
    String software, String precision, String device, int threads, String processor) {
  static ComputeEnvironment of(BertModel model, ModelOptions options) {
    return new ComputeEnvironment(
        "Bertline " + Version.current() + " with PyTorch " + model.pytorchVersion(),
        model.precision().name().toLowerCase(Locale.ROOT),
        // DJL spells it cpu().
        model.device().replace("()", ""),
        options.threads(),
        (System.getProperty("os.arch") + " " + Processor.ofThisMachine().value("model name"))
            .strip());
  }

  @Override
  public String toString() {
    return software
        + ", "
        + precision
        + " on "
        + device
        + " ("
        + processor
        + "), threads: "
        + threads;
  }
}
