package io.bertline.prep;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.RowCounts;
import java.util.List;

/**
 * What is demanded of a dataset. It is no part of the key: it is applied to a dataset that exists
 * already, too.
 *
 * @param maxBadRows greatest share of rows that may be unusable, 0 to 1
 * @param expectations what else is expected
 */
record DatasetChecks(double maxBadRows, List<Expectation> expectations) {
  DatasetChecks {
    expectations = List.copyOf(expectations);
  }

  /**
   * Applies them all.
   *
   * @param name how the message calls the dataset
   * @throws BertlineException {@code BAD_INPUT} if one is not met
   */
  void apply(String name, DatasetStatistics statistics) {
    RowCounts rows = statistics.rows();
    if (rows.deadLetters() > maxBadRows * rows.read()) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: %d of %d rows could not be used, more than --max-bad-rows %s; see dead-letters-*.jsonl"
              .formatted(name, rows.deadLetters(), rows.read(), maxBadRows));
    }
    List<String> violations =
        expectations.stream()
            .flatMap(
                expected ->
                    expected.violation(statistics).stream()
                        .map(wrong -> wrong + ", expected " + expected.text()))
            .toList();
    if (!violations.isEmpty()) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          name + ": " + String.join("; ", violations) + "; change the data or --expect");
    }
  }
}
