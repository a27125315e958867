package io.bertline.benchmarks.train;

import io.bertline.bert.LengthSortedBatches;
import io.bertline.bert.TokenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The rows that everybody trains on, and the batches of a round, as two text files: a row is its
 * label and its token ids, a batch the numbers of its rows.
 */
final class BenchmarkRows {
  static final String ROWS = "rows.txt";
  static final String BATCHES = "batches.txt";

  private static final int CLS = 101;
  private static final int SEP = 102;
  private static final int FIRST_WORD = 999;

  private BenchmarkRows() {}

  /**
   * Makes rows as long as Quora's questions: log-normal with median 16 and 99th percentile 46.
   * Words follow Zipf's law over the vocabulary of BERT.
   */
  static TokenRows generate(int count, long seed) {
    Random random = new Random(seed);
    int words = ModelShape.MINILM.config().vocabulary() - FIRST_WORD;
    try (TokenRows.Builder rows = new TokenRows.Builder()) {
      for (int row = 0; row < count; row++) {
        int length = (int) Math.round(16 * Math.exp(0.454 * random.nextGaussian()));
        int[] ids = new int[Math.max(4, Math.min(128, length))];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = FIRST_WORD + (int) Math.pow(words, random.nextDouble());
        }
        ids[0] = CLS;
        ids[ids.length - 1] = SEP;
        rows.add(ids, new int[ids.length], row & 1);
      }
      return rows.build();
    }
  }

  /**
   * Returns the batches of a round: some of one epoch's, evenly spread from the shortest to the
   * longest, which together are as long on average as all.
   */
  static List<int[]> sample(TokenRows rows, int batchSize, int count) {
    List<int[]> epoch = new ArrayList<>(LengthSortedBatches.ofRows(batchSize).training(rows, 1, 0));
    epoch.sort(Comparator.comparingLong(batch -> tokens(rows, batch)));
    List<int[]> sample = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sample.add(epoch.get((2 * i + 1) * epoch.size() / (2 * count)));
    }
    return sample;
  }

  static long tokens(TokenRows rows, int[] batch) {
    return Arrays.stream(batch).mapToLong(rows::length).sum();
  }

  static void write(Path directory, TokenRows rows, List<int[]> batches) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      StringBuilder line = new StringBuilder().append(rows.label(row));
      int length = rows.length(row);
      long[] ids = rows.batch(new int[] {row}).inputIds();
      for (int i = 0; i < length; i++) {
        line.append(' ').append(ids[i]);
      }
      lines.add(line.toString());
    }
    Files.write(directory.resolve(ROWS), lines);
    Files.write(directory.resolve(BATCHES), batches.stream().map(batch -> join(batch)).toList());
  }

  private static String join(int[] numbers) {
    return String.join(" ", Arrays.stream(numbers).mapToObj(Integer::toString).toList());
  }

  static TokenRows read(Path directory) throws IOException {
    try (TokenRows.Builder rows = new TokenRows.Builder()) {
      for (String line : Files.readAllLines(directory.resolve(ROWS))) {
        int[] numbers = numbers(line);
        int[] ids = Arrays.copyOfRange(numbers, 1, numbers.length);
        rows.add(ids, new int[ids.length], numbers[0]);
      }
      return rows.build();
    }
  }

  static List<int[]> readBatches(Path directory) throws IOException {
    return Files.readAllLines(directory.resolve(BATCHES)).stream()
        .map(BenchmarkRows::numbers)
        .toList();
  }

  private static int[] numbers(String line) {
    return Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray();
  }
}
