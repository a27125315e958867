package io.bertline.eval.slices;

import io.bertline.eval.decision.Decision;
import io.bertline.eval.measure.Calls;
import io.bertline.eval.measure.Figures;
import io.bertline.eval.scores.Scores;
import io.bertline.eval.slices.Slice.Judgement;
import io.bertline.metrics.Bootstrap;
import io.bertline.metrics.Interval;
import io.bertline.metrics.MulticlassConfusion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Measures parts of a split apart. */
public final class Slicing {
  private static final String VALUE = "value";

  private final Scores scores;
  private final Decision decision;
  private final Bootstrap bootstrap;
  private final int[] calls;
  private final double whole;

  public Slicing(Scores scores, Decision decision, Bootstrap bootstrap) {
    this.scores = scores;
    this.decision = decision;
    this.bootstrap = bootstrap;
    this.calls = Calls.of(scores, decision);
    this.whole =
        value(MulticlassConfusion.of(scores.labels(), calls, decision.labels().size()), false);
  }

  /** Returns a slice for each group of rows, in their order. */
  public List<Slice> of(RowGroups groups) {
    return groups.all().stream().map(this::slice).toList();
  }

  /** Returns the measures of those slices that can be judged, by their names, for a gate. */
  public static Map<String, Map<String, Double>> figures(List<Slice> slices) {
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    for (Slice slice : slices) {
      if (slice.judgement() != null) {
        figures.put(slice.name(), slice.judgement().figures());
      }
    }
    return figures;
  }

  private Slice slice(RowGroup group) {
    boolean ofOneLabel = group.group().equals(Slice.LABEL);
    MulticlassConfusion confusion = confusion(group.rows());
    long judged = decision.binary() && !ofOneLabel ? confusion.truths(1) : confusion.rows();
    if (judged < Slice.FEWEST_JUDGED_ROWS) {
      return new Slice(group.group(), group.name(), confusion.rows(), judged, false, null);
    }
    Map<String, ToDoubleFunction<MulticlassConfusion>> measure =
        Map.of(VALUE, sample -> value(sample, ofOneLabel));
    Interval interval = Objects.requireNonNull(bootstrap.intervals(confusion, measure).get(VALUE));
    Map<String, Double> figures =
        ofOneLabel
            ? Map.of("accuracy", confusion.accuracy())
            : Figures.ofCalls(occurring(confusion), decision.binary());
    return new Slice(
        group.group(),
        group.name(),
        confusion.rows(),
        judged,
        !ofOneLabel && interval.high() < whole,
        new Judgement(value(confusion, ofOneLabel), interval, figures));
  }

  private double value(MulticlassConfusion confusion, boolean ofOneLabel) {
    return decision.binary() && !ofOneLabel ? confusion.f1(1) : confusion.accuracy();
  }

  private MulticlassConfusion confusion(int[] rows) {
    return MulticlassConfusion.of(
        IntStream.of(rows).map(row -> scores.labels()[row]).toArray(),
        IntStream.of(rows).map(row -> calls[row]).toArray(),
        decision.labels().size());
  }

  /** Of more than two labels those that a slice does not have must not count as never found. */
  private MulticlassConfusion occurring(MulticlassConfusion confusion) {
    if (decision.binary()) {
      return confusion;
    }
    int[] labels =
        IntStream.range(0, confusion.labels())
            .filter(label -> confusion.truths(label) + confusion.calls(label) > 0)
            .toArray();
    long[][] counts = new long[labels.length][labels.length];
    for (int truth = 0; truth < labels.length; truth++) {
      for (int called = 0; called < labels.length; called++) {
        counts[truth][called] = confusion.count(labels[truth], labels[called]);
      }
    }
    return new MulticlassConfusion(counts);
  }
}
