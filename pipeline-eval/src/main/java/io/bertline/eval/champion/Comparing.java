package io.bertline.eval.champion;

import io.bertline.eval.champion.ChampionComparison.Change;
import io.bertline.eval.decision.Decision;
import io.bertline.eval.gate.Gate;
import io.bertline.eval.measure.BinaryMetrics;
import io.bertline.eval.measure.Calls;
import io.bertline.eval.measure.Figures;
import io.bertline.eval.scores.Scores;
import io.bertline.metrics.Bootstrap;
import io.bertline.metrics.Interval;
import io.bertline.metrics.McNemar;
import io.bertline.metrics.PairedCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Compares a new classifier with the champion on rows that neither was trained on. */
public final class Comparing {
  /** Of these the difference gets an interval; the others are for gates. */
  private static final String[] RESAMPLED = {"f1", "precision", "recall", "accuracy"};

  private final Champion champion;
  private final Decision decision;
  private final Bootstrap bootstrap;

  /**
   * @param decision of the new classifier
   */
  public Comparing(Champion champion, Decision decision, Bootstrap bootstrap) {
    this.champion = champion;
    this.decision = decision;
    this.bootstrap = bootstrap;
  }

  /**
   * Compares the two.
   *
   * @param challenger scores of the new classifier
   * @param scores scores of the champion over the same rows
   * @param seenByChampion rows that were left out
   */
  public ChampionComparison of(Scores challenger, Scores scores, long seenByChampion) {
    PairedCalls calls =
        PairedCalls.of(
            challenger.labels(),
            Calls.of(challenger, decision),
            Calls.of(scores, champion.decision()),
            decision.labels().size());
    McNemar test = calls.mcNemar();
    return new ChampionComparison(
        champion.release().label(),
        champion.release().classifier().digest(),
        champion.decision().threshold(),
        champion.decision().temperature(),
        calls.rows(),
        seenByChampion,
        test.onlyFirstRight(),
        test.onlySecondRight(),
        test.pValue(),
        changes(challenger, scores, intervals(calls)),
        decision.binary() ? BinaryMetrics.curve(scores, champion.decision()) : List.of());
  }

  private Map<String, Change> changes(
      Scores challenger, Scores scores, Map<String, Interval> intervals) {
    Map<String, Double> first = Figures.of(challenger, decision);
    Map<String, Double> second = Figures.of(scores, champion.decision());
    Map<String, Change> changes = new LinkedHashMap<>();
    first.forEach(
        (name, value) -> {
          double other = Objects.requireNonNull(second.get(name), name);
          Interval interval = intervals.get(name);
          changes.put(
              name,
              new Change(
                  value,
                  other,
                  value - other,
                  interval == null ? null : interval.low(),
                  interval == null ? null : interval.high()));
        });
    return changes;
  }

  private Map<String, Interval> intervals(PairedCalls calls) {
    Map<String, ToDoubleFunction<PairedCalls>> differences = new LinkedHashMap<>();
    for (String name : RESAMPLED) {
      differences.put(
          name,
          sample ->
              figure(Figures.ofCalls(sample.first(), decision.binary()), name)
                  - figure(Figures.ofCalls(sample.second(), decision.binary()), name));
    }
    return bootstrap.intervals(calls, differences);
  }

  private static double figure(Map<String, Double> figures, String name) {
    return Objects.requireNonNull(figures.get(name), name);
  }

  /** Returns what a gate compares. */
  public static Gate.Pair pair(ChampionComparison comparison) {
    Map<String, Double> challenger = new LinkedHashMap<>();
    Map<String, Double> champion = new LinkedHashMap<>();
    comparison
        .measures()
        .forEach(
            (name, change) -> {
              challenger.put(name, change.challenger());
              champion.put(name, change.champion());
            });
    return new Gate.Pair(challenger, champion);
  }
}
