package io.bertline.eval.gate;

import io.bertline.eval.gate.Figure.Over;
import io.bertline.failure.BertlineException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to hold before a classifier may go out. */
public final class Gate {
  private static final Gate OPEN = new Gate(List.of());

  private final List<Clause> clauses;

  private Gate(List<Clause> clauses) {
    this.clauses = List.copyOf(clauses);
  }

  /** Returns the gate that everybody passes. */
  public static Gate open() {
    return OPEN;
  }

  /**
   * Reads a gate, for example {@code f1>=0.6, f1>=champion-0.005, slices.min(recall)>=0.4}.
   *
   * @param measures names of the measures of a split
   * @param sliceMeasures names of the measures of a slice
   * @throws BertlineException {@code USAGE} naming the column of what cannot be read
   */
  public static Gate parse(String text, Set<String> measures, Set<String> sliceMeasures) {
    return new Gate(new GateParser(text, measures, sliceMeasures).clauses());
  }

  /** Returns whether a clause compares with the champion. */
  public boolean asksForChampion() {
    return clauses.stream().anyMatch(clause -> clause.bound().champion());
  }

  /**
   * Judges a classifier.
   *
   * @param values each measure over the split
   * @param slices the measures of each slice that has rows enough to be judged, by its name
   * @param pair both classifiers on the same rows; null if there is no champion
   */
  public GateVerdict judge(
      Map<String, Double> values, Map<String, Map<String, Double>> slices, @Nullable Pair pair) {
    List<GateVerdict.ClauseResult> results = new ArrayList<>();
    for (Clause clause : clauses) {
      results.add(
          clause.bound().champion()
              ? againstChampion(clause, pair)
              : againstNumber(clause, values, slices));
    }
    return new GateVerdict(results.stream().allMatch(GateVerdict.ClauseResult::passed), results);
  }

  /**
   * The measures of two classifiers on rows that neither was trained on.
   *
   * @param challenger the one that is judged
   * @param champion the one that is in use
   */
  public record Pair(Map<String, Double> challenger, Map<String, Double> champion) {
    public Pair {
      challenger = Map.copyOf(challenger);
      champion = Map.copyOf(champion);
    }
  }

  private static GateVerdict.ClauseResult againstChampion(Clause clause, @Nullable Pair pair) {
    if (pair == null) {
      return new GateVerdict.ClauseResult(
          clause.text(), true, null, null, null, "there is no champion yet");
    }
    String measure = clause.figure().measure();
    double value = Objects.requireNonNull(pair.challenger().get(measure), measure);
    double champion = Objects.requireNonNull(pair.champion().get(measure), measure);
    double bound = champion + clause.bound().number();
    return result(clause, value, bound, champion, null);
  }

  private static GateVerdict.ClauseResult againstNumber(
      Clause clause, Map<String, Double> values, Map<String, Map<String, Double>> slices) {
    String measure = clause.figure().measure();
    double bound = clause.bound().number();
    if (clause.figure().over() == Over.SPLIT) {
      double value = Objects.requireNonNull(values.get(measure), measure);
      return result(clause, value, bound, null, null);
    }
    boolean lowest = clause.figure().over() == Over.LOWEST_SLICE;
    OptionalDouble extreme = extreme(slices, measure, lowest);
    if (extreme.isEmpty()) {
      return new GateVerdict.ClauseResult(
          clause.text(), false, null, bound, null, "cannot be judged: no slice has rows enough");
    }
    double value = extreme.getAsDouble();
    String name =
        slices.entrySet().stream()
            .filter(slice -> Objects.equals(slice.getValue().get(measure), value))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    return result(clause, value, bound, null, "slice " + name);
  }

  private static OptionalDouble extreme(
      Map<String, Map<String, Double>> slices, String measure, boolean lowest) {
    DoubleSummaryStatistics statistics =
        slices.values().stream()
            .map(slice -> slice.get(measure))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    if (statistics.getCount() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(lowest ? statistics.getMin() : statistics.getMax());
  }

  private static GateVerdict.ClauseResult result(
      Clause clause, double value, double bound, @Nullable Double champion, @Nullable String note) {
    return new GateVerdict.ClauseResult(
        clause.text(), clause.comparison().holds(value, bound), value, bound, champion, note);
  }
}
