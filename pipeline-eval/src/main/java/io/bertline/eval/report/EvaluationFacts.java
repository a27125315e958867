package io.bertline.eval.report;

import io.bertline.eval.champion.ChampionComparison;
import io.bertline.eval.slices.Slice;
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
 * @param champion the classifier in use on the same rows; null if there is none
 * @param rows rows worth reading
 * @param training how the classifier came about
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
    @Nullable ChampionComparison champion,
    ReadableRows rows,
    TrainingFacts training,
    Speed speed,
    Lineage lineage) {
  public EvaluationFacts {
    slices = List.copyOf(slices);
  }

  /**
   * How long scoring took.
   *
   * @param rows rows scored
   * @param seconds time of the forward passes
   * @param device where, for example {@code CPU, 2 threads}
   */
  public record Speed(long rows, double seconds, String device) {}
}
