package io.bertline.eval.report;

import io.bertline.report.Lineage;
import io.bertline.report.ReportSubject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the evaluation report says beside the metrics.
 *
 * @param subject which evaluation this is
 * @param split name of the split that was scored
 * @param maxLength longest token sequence the classifier reads
 * @param truncatedRows rows of the split that lost their end to the maximum length
 * @param foreignRowsLeftOut rows left out because their text is in the training split, 0 if the
 *     dataset is the classifier's own
 * @param slices parts of the split, in any order
 * @param mistakes the most confident mistakes, most confident first
 * @param speed how long scoring took
 * @param lineage model, dataset, classifier, evaluation
 */
public record EvaluationFacts(
    ReportSubject subject,
    String split,
    int maxLength,
    long truncatedRows,
    long foreignRowsLeftOut,
    List<Slice> slices,
    List<MistakenRow> mistakes,
    Speed speed,
    Lineage lineage) {
  public EvaluationFacts {
    slices = List.copyOf(slices);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * A row that is called what it is not.
   *
   * @param id the row's identity in the input
   * @param text its text
   * @param textPair its second text; null when there is none
   * @param tokens how many tokens the classifier read
   * @param label name of its label
   * @param called name of the label it was called
   * @param confidence calibrated probability of the label it was called, 0 to 1
   */
  public record MistakenRow(
      String id,
      String text,
      @Nullable String textPair,
      int tokens,
      String label,
      String called,
      double confidence) {}

  /**
   * How long scoring took.
   *
   * @param rows rows scored
   * @param seconds time of the forward passes
   * @param device where, for example {@code CPU, 2 threads}
   */
  public record Speed(long rows, double seconds, String device) {}
}
