package io.bertline.prep.report;

import io.bertline.report.Lineage;
import io.bertline.report.ReportSubject;
import java.util.List;

/**
 * What the dataset report says beside {@code dataset.json} and {@code statistics.json}.
 *
 * @param subject which dataset this is
 * @param tokenizer what the tokenizer is called, for example {@code bert-base-uncased}
 * @param maxBadRows share of the rows that may be unusable, 0 to 1
 * @param deadLetters the first row of each reason, in the order of the input
 * @param lineage source, tokenizer, dataset
 */
public record DatasetFacts(
    ReportSubject subject,
    String tokenizer,
    double maxBadRows,
    List<DeadLetterSample> deadLetters,
    Lineage lineage) {
  public DatasetFacts {
    deadLetters = List.copyOf(deadLetters);
  }

  /**
   * A row that cannot be used, as an example of its kind.
   *
   * @param reason as in {@code DatasetStatistics.deadLettersByReason}
   * @param place where it is, for example {@code train.csv: row 1841 (byte 160122)}
   * @param content what is there, at most its first 500 characters
   */
  public record DeadLetterSample(String reason, String place, String content) {}
}
