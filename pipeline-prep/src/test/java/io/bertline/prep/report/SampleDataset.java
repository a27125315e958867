package io.bertline.prep.report;

import io.bertline.dataset.DatasetInfo;
import io.bertline.dataset.Split;
import io.bertline.dataset.SplitInfo;
import io.bertline.prep.report.DatasetFacts.DeadLetterSample;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.ExampleRow;
import io.bertline.prep.statistics.RowMeasure;
import io.bertline.prep.statistics.SplitStatistics;
import io.bertline.prep.statistics.StatisticsCounter;
import io.bertline.report.Lineage;
import io.bertline.report.Lineage.Ancestor;
import io.bertline.report.ReportSubject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Invented datasets whose shape is that of real ones. */
record SampleDataset(DatasetInfo info, DatasetStatistics statistics, DatasetFacts facts) {
  static final String HOSTILE = "Can I put <script>alert(1)</script> \u202E in a </q>?";

  private static final int MAX_LENGTH = 64;

  String page() {
    return DatasetPage.of(info, statistics, facts);
  }

  /** Questions of which one in fifteen is insincere. */
  static SampleDataset binary(int rows) {
    return of(rows, List.of("sincere", "insincere"), 0.064);
  }

  /**
   * Rows of several labels.
   *
   * @param rare share of the rows that have any but the first label
   */
  static SampleDataset of(int rows, List<String> labels, double rare) {
    Random random = new Random(5);
    StatisticsCounter counter = new StatisticsCounter(labels, MAX_LENGTH);
    for (int row = 0; row < rows; row++) {
      Split split = row % 10 < 8 ? Split.TRAIN : row % 10 == 8 ? Split.VALIDATION : Split.TEST;
      boolean first = random.nextDouble() >= rare;
      int label = first ? 0 : 1 + random.nextInt(labels.size() - 1);
      counter.addKept(split, measure(random, label));
    }
    for (int i = 0; i < 551; i++) {
      counter.addDuplicate();
    }
    for (int i = 0; i < 37; i++) {
      counter.addOutvoted();
    }
    for (int i = 0; i < 84; i++) {
      counter.addDeadLetter(i < 61 ? "label" : i < 75 ? "quote" : "text");
    }
    counter.addExample(example("0-17", labels.get(0), "What is the meaning of life?", false));
    counter.addExample(example("0-81", labels.get(1), HOSTILE, true));
    DatasetStatistics statistics = counter.toStatistics();
    return new SampleDataset(describe(labels, statistics), statistics, origin());
  }

  private static RowMeasure measure(Random random, int label) {
    boolean longer = random.nextInt(40) == 0;
    double words = Math.max(1, Math.exp(2.4 + 0.5 * random.nextGaussian() + (longer ? 1.1 : 0)));
    int tokens = 3 + (int) (words * (1.12 + 0.06 * random.nextGaussian()));
    int characters = (int) (words * (5.6 + 0.5 * random.nextGaussian()));
    return new RowMeasure(
        label,
        characters,
        (int) words,
        tokens,
        Math.min(tokens, MAX_LENGTH),
        random.nextInt(80) == 0 ? 1 : 0);
  }

  private static ExampleRow example(String id, String label, String text, boolean truncated) {
    List<String> tokens =
        List.of("[CLS]", "what", "is", "the", "mean", "##ing", "<b>", "[UNK]", "?", "[SEP]");
    List<Integer> ids = List.of(101, 2054, 2003, 1996, 2812, 2075, 1026, 100, 1029, 102);
    return new ExampleRow(id, "train", label, text, null, tokens, ids, truncated);
  }

  private static DatasetInfo describe(List<String> labels, DatasetStatistics statistics) {
    Map<String, SplitInfo> splits = new TreeMap<>();
    statistics
        .splits()
        .forEach(
            (name, split) ->
                splits.put(
                    name,
                    new SplitInfo(
                        split.rows(),
                        split.rowsByLabel(),
                        split.modelTokens(),
                        List.of(name + "-00000-of-00001.tfrecord"))));
    SplitStatistics whole = statistics.whole();
    return new DatasetInfo(
        1,
        labels,
        labels.size() == 2 ? labels.get(1) : null,
        MAX_LENGTH,
        false,
        List.of(),
        whole.modelLengths(),
        "fingerprint",
        42,
        splits);
  }

  private static DatasetFacts origin() {
    String key = "e05b8f3391d6".repeat(5) + "abcd";
    Map<String, String> parameters = new TreeMap<>(Map.of("seed", "42", "max-length", "64"));
    return new DatasetFacts(
        new ReportSubject("quora", key, "2026-11-22T18:02:00Z", "0.1.0"),
        "bert-base-uncased",
        0.01,
        List.of(
            new DeadLetterSample("label", "train.csv: row 1841 (byte 160122)", "maybe"),
            new DeadLetterSample("quote", "train.csv: row 20417 (byte 1921004)", HOSTILE),
            new DeadLetterSample("text", "train.csv: row 88120 (byte 8300771)", "\u0000\u0007")),
        new Lineage(
            List.of(
                new Ancestor("Source", "12.4 MB", null, "gs://team/train.csv", "12412345-9f2c11ab"),
                new Ancestor("Tokenizer", "bert-base-uncased", key, "/store/models/1c9d", "12ab"),
                new Ancestor("Dataset", "10 shards, seed 42", key, "/store/datasets/e05b", "3c4d")),
            "bertline prep --input gs://team/train.csv --max-length 64 --seed 42",
            parameters,
            Map.of("Java", "17.0.15")));
  }
}
