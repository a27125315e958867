package io.bertline.eval.scores;

/**
 * How scores came about; content of the sidecar {@code scoring-<split>.json}.
 *
 * @param rows rows scored
 * @param tokens tokens scored, padding excluded
 * @param seconds time of the forward passes
 * @param device where, for example {@code cpu()}
 * @param threads processor threads
 * @param precision number format of the products, {@code fp32} or {@code bf16}
 */
public record Scoring(
    long rows, long tokens, double seconds, String device, int threads, String precision) {
  /** Returns the name of the file in an evaluation beside a file of scores. */
  public static String file(String scores) {
    return scores.replace("scores-", "scoring-").replace(".jsonl", ".json");
  }

  /** Returns the rate, or 0 when no time passed. */
  public double rowsPerSecond() {
    return seconds > 0 ? rows / seconds : 0;
  }
}
