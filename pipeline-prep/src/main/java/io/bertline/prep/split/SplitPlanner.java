package io.bertline.prep.split;

import io.bertline.dataset.Split;
import io.bertline.dataset.TextHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides where every row goes: malformed rows and repeated texts apart, each label's texts in
 * seeded order are cut into the splits at exact counts. The result depends on the rows and the
 * settings only, not on how the input was cut into ranges. Takes some 100 bytes of memory a row.
 */
public final class SplitPlanner {
  /** How many rows the report shows. */
  private static final int EXAMPLES = 6;

  private final SplitSettings settings;

  public SplitPlanner(SplitSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes the plan.
   *
   * @param surveys every range of the input, in any order
   */
  public SplitPlan plan(List<RangeSurvey> surveys) {
    List<RangeSurvey> ranges =
        surveys.stream().sorted(Comparator.comparingInt(RangeSurvey::range)).toList();
    Map<String, Long> rowsByLabel = rowsByLabel(ranges);
    List<String> labels =
        LabelOrder.order(settings.labels(), settings.positiveLabel(), rowsByLabel);
    List<RangeFates> fates =
        ranges.stream().map(r -> new RangeFates(r.range(), new byte[r.rows()])).toList();
    PlanReview review = new PlanReview(settings);
    String refusal = review.ofLabels(ranges, labels, rowsByLabel);
    if (refusal != null) {
      return SplitPlan.refused(refusal);
    }
    Deduplication distinct =
        new Deduplication(fates, new SeededOrder(settings.seed()), labels.size());
    distinct.run(ranges, labelIndex(ranges, labels));
    long[] totals = settings.sizes().totals(distinct.kept().size());
    refusal = review.ofRows(ranges, distinct.tied(), distinct.kept().size(), totals);
    if (refusal != null) {
      return SplitPlan.refused(refusal);
    }
    List<List<DistinctText>> byLabel = byLabel(distinct.kept(), labels.size());
    List<byte[]> hashes = assign(byLabel, totals, fates);
    markExamples(byLabel, fates);
    return new SplitPlan(null, labels, fates, hashes);
  }

  private static Map<String, Long> rowsByLabel(List<RangeSurvey> ranges) {
    Map<String, Long> rows = new TreeMap<>();
    for (RangeSurvey range : ranges) {
      for (int label : range.labels()) {
        if (label != RangeSurvey.UNUSABLE) {
          rows.merge(range.labelNames().get(label), 1L, Long::sum);
        }
      }
    }
    return rows;
  }

  private static int[][] labelIndex(List<RangeSurvey> ranges, List<String> labels) {
    Map<String, Integer> index = new HashMap<>();
    for (String label : labels) {
      index.put(label, index.size());
    }
    return ranges.stream()
        .map(
            range -> range.labelNames().stream().mapToInt(l -> index.getOrDefault(l, -1)).toArray())
        .toArray(int[][]::new);
  }

  private static List<List<DistinctText>> byLabel(List<DistinctText> texts, int labels) {
    List<List<DistinctText>> byLabel =
        Stream.generate(() -> (List<DistinctText>) new ArrayList<DistinctText>())
            .limit(labels)
            .toList();
    texts.forEach(text -> byLabel.get(text.label()).add(text));
    byLabel.forEach(Collections::sort);
    return byLabel;
  }

  /** Cuts each label's texts at its counts; returns the sorted hashes of each split. */
  private static List<byte[]> assign(
      List<List<DistinctText>> byLabel, long[] totals, List<RangeFates> fates) {
    long[][] counts =
        Stratification.allocate(byLabel.stream().mapToLong(List::size).toArray(), totals);
    List<byte[]> hashes = new ArrayList<>();
    int[] next = new int[byLabel.size()];
    for (Split split : Split.values()) {
      List<TextHash> ofSplit = new ArrayList<>();
      for (int label = 0; label < byLabel.size(); label++) {
        int end = next[label] + Math.toIntExact(counts[label][hashes.size()]);
        for (DistinctText text : byLabel.get(label).subList(next[label], end)) {
          fates.get(text.range()).set(text.row(), Fate.of(split));
          ofSplit.add(text.hash());
        }
        next[label] = end;
      }
      hashes.add(sorted(ofSplit));
    }
    return hashes;
  }

  private static byte[] sorted(List<TextHash> hashes) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(hashes.size(), TextHash.BYTES));
    hashes.stream().sorted().forEach(hash -> bytes.putLong(hash.high()).putLong(hash.low()));
    return bytes.array();
  }

  /** Takes the first of each label in turn. */
  private static void markExamples(List<List<DistinctText>> byLabel, List<RangeFates> fates) {
    byLabel.stream()
        .flatMap(
            texts ->
                IntStream.range(0, Math.min(EXAMPLES, texts.size()))
                    .boxed()
                    .map(rank -> Map.entry(rank, texts.get(rank))))
        .sorted(Comparator.comparingInt(Map.Entry::getKey))
        .limit(EXAMPLES)
        .forEach(entry -> fates.get(entry.getValue().range()).markExample(entry.getValue().row()));
  }
}
