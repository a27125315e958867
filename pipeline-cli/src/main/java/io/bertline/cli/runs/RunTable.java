package io.bertline.cli.runs;

import io.bertline.cli.RankingMetric;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs side by side, the best one first if they have a metric to rank by, with only those
 * parameters that differ.
 *
 * @param metric what they are ranked by; null if they are not ranked but newest first
 * @param runs at least one
 * @param parameters names of the parameters that differ
 */
record RunTable(@Nullable String metric, List<ComparedRun> runs, List<String> parameters) {
  RunTable {
    runs = List.copyOf(runs);
    parameters = List.copyOf(parameters);
  }

  /**
   * Ranks runs.
   *
   * @param runs newest first
   * @param wanted what to rank by; empty for F1 or macro F1 if a run has one
   * @throws BertlineException {@code USAGE} if no run has the metric that was asked for
   */
  static RunTable of(List<ComparedRun> runs, String wanted) {
    Set<String> known = new TreeSet<>();
    runs.forEach(run -> known.addAll(run.metrics().keySet()));
    RankingMetric metric = RankingMetric.find(wanted, known).orElse(null);
    if (metric != null) {
      List<ComparedRun> ranked = runs.stream().sorted(better(metric)).toList();
      return new RunTable(metric.name(), ranked, differing(runs));
    }
    if (!wanted.isEmpty()) {
      throw new BertlineException(
          FailureKind.USAGE,
          "--metric '%s': no run has it; there are %s".formatted(wanted, String.join(", ", known)));
    }
    return new RunTable(null, runs, differing(runs));
  }

  /** A run without the metric comes last. */
  private static Comparator<ComparedRun> better(RankingMetric metric) {
    Comparator<ComparedRun> rising =
        Comparator.comparingDouble(run -> run.metric(metric.name()).value());
    Comparator<ComparedRun> order = metric.isLowBetter() ? rising : rising.reversed();
    return Comparator.comparing(
            (ComparedRun run) -> Double.isNaN(run.metric(metric.name()).value()))
        .thenComparing(order);
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

  /**
   * Returns the names of the other metrics in the order of the best run, counts such as that of the
   * steps behind the rest.
   */
  List<String> otherMetrics() {
    return runs.get(0).metrics().keySet().stream()
        .filter(name -> !name.equals(metric))
        .sorted(Comparator.comparing(this::counts))
        .limit(5)
        .toList();
  }

  /**
   * Returns a metric of a run as text.
   *
   * @param count formats what counts something
   * @param number formats all other values, {@code NaN} among them
   */
  String text(
      ComparedRun run, String name, LongFunction<String> count, DoubleFunction<String> number) {
    double value = run.metric(name).value();
    return counts(name) && !Double.isNaN(value) ? count.apply((long) value) : number.apply(value);
  }

  /** Returns whether a metric counts something: whole numbers in every run, not only 0 and 1. */
  private boolean counts(String name) {
    double[] values =
        runs.stream()
            .mapToDouble(run -> run.metric(name).value())
            .filter(value -> !Double.isNaN(value))
            .toArray();
    return Arrays.stream(values).allMatch(value -> value == Math.rint(value))
        && Arrays.stream(values).anyMatch(value -> Math.abs(value) > 1);
  }
}
