package io.bertline.train;

import io.bertline.bert.BertModel;
import io.bertline.bert.ModelOptions;
import io.bertline.cli.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

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
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  static ComputeEnvironment of(BertModel model, ModelOptions options) {
    return new ComputeEnvironment(
        "Bertline " + Version.current() + " with PyTorch " + model.pytorchVersion(),
        model.precision().name().toLowerCase(Locale.ROOT),
        // DJL spells it cpu().
        model.device().replace("()", ""),
        options.threads(),
        System.getProperty("os.arch") + processorModel(PROCESSOR));
  }

  /** Looks into Linux's list; other systems are taken to have one model. */
  static String processorModel(Path processorInformation) {
    try (Stream<String> lines = Files.lines(processorInformation)) {
      return lines
          .filter(line -> line.startsWith("model name") && line.contains(":"))
          .findFirst()
          .map(line -> " " + line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException e) {
      return "";
    }
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
