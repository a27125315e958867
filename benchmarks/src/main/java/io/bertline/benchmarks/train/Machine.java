package io.bertline.benchmarks.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  static List<String> describe() throws IOException {
    return List.of(
        "%s; %s, %d processors%s; Java %s; load %s"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                bf16() ? " with bfloat16 products" : "",
                Runtime.version(),
                load()));
  }

  static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processor() throws IOException {
    return information("model name")
        + " (family "
        + information("cpu family")
        + ", model "
        + information("model")
        + ")";
  }

  private static boolean bf16() throws IOException {
    return information("flags").matches(".*\\b(avx512_bf16|amx_bf16)\\b.*");
  }

  private static String information(String name) throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.exists(file)) {
      return "unknown";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.matches(name + "\\s*:.*"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
