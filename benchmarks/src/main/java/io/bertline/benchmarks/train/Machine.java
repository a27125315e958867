package io.bertline.benchmarks.train;

import io.bertline.bert.Processor;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  static List<String> describe() {
    Processor processor = Processor.ofThisMachine();
    return List.of(
        "%s; %s, %d processors%s; Java %s; load %s"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                processor(processor),
                Runtime.getRuntime().availableProcessors(),
                processor.multipliesBf16() ? " with bfloat16 products" : "",
                Runtime.version(),
                load()));
  }

  static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processor(Processor processor) {
    if (processor.value("model name").isEmpty()) {
      return "unknown processor";
    }
    return "%s (family %s, model %s)"
        .formatted(
            processor.value("model name"), processor.value("cpu family"), processor.value("model"));
  }
}
