package io.bertline.cli.runs;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs side by side, the best one first, with only those parameters that differ.
 *
 * @param metric what they are ranked by
 * @param runs at least one
 * @param parameters names of the parameters that differ
 */
record RunTable(String metric, List<ComparedRun> runs, List<String> parameters) {
  private static final List<String> PREFERRED = List.of("f1", "macroF1", "macro_f1", "loss");

  RunTable {
    runs = List.copyOf(runs);
    parameters = List.copyOf(parameters);
  }

  /**
   * Ranks runs.
   *
   * @param metric what to rank by; empty for F1 or what comes next to it
   * @throws BertlineException {@code USAGE} if no run has this metric
   */
  static RunTable of(List<ComparedRun> runs, String metric) {
    Set<String> known = new TreeSet<>();
    runs.forEach(run -> known.addAll(run.metrics().keySet()));
    String chosen =
        metric.isEmpty()
            ? PREFERRED.stream().filter(known::contains).findFirst().orElse("")
            : metric;
    if (!known.contains(chosen)) {
      throw new BertlineException(
          FailureKind.USAGE,
          "--metric '%s': no run has it; there are %s".formatted(chosen, String.join(", ", known)));
    }
    return new RunTable(chosen, runs.stream().sorted(better(chosen)).toList(), differing(runs));
  }

  /** A run without the metric comes last. */
  private static Comparator<ComparedRun> better(String metric) {
    Comparator<ComparedRun> rising = Comparator.comparingDouble(run -> run.metric(metric).value());
    Comparator<ComparedRun> order = isLowBetter(metric) ? rising : rising.reversed();
    return Comparator.comparing((ComparedRun run) -> Double.isNaN(run.metric(metric).value()))
        .thenComparing(order);
  }

  /** Returns whether less of it is better. */
  static boolean isLowBetter(String metric) {
    String name = metric.toLowerCase(Locale.ROOT);
    return name.contains("loss") || name.contains("brier") || name.contains("error");
  }

  private static List<String> differing(List<ComparedRun> runs) {
    Set<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.parameters().keySet()));
    return names.stream()
        .filter(
            name ->
                runs.stream()
                        .map(run -> Objects.requireNonNullElse(run.parameters().get(name), ""))
                        .collect(Collectors.toSet())
                        .size()
                    > 1)
        .toList();
  }

  /** Returns the names of the other metrics, in the order of the best run. */
  List<String> otherMetrics() {
    return runs.get(0).metrics().keySet().stream()
        .filter(name -> !name.equals(metric))
        .limit(5)
        .toList();
  }
}
