package io.bertline.eval.measure;

import io.bertline.metrics.BinaryScores;
import io.bertline.metrics.Calibration;
import io.bertline.metrics.ReliabilityBin;
import java.util.List;

/**
 * Whether scores are probabilities. For more than two labels the score is the probability of the
 * label chosen, and the question is whether it is right.
 *
 * @param logLoss mean of -ln(probability of the true label)
 * @param brier mean squared distance of score and truth, 0 to 1
 * @param expectedError mean distance of score and share over ten bins of equal width, 0 to 1
 * @param bins the bins that hold rows
 */
public record CalibrationMetrics(
    double logLoss, double brier, double expectedError, List<ReliabilityBin> bins) {
  static CalibrationMetrics of(double logLoss, BinaryScores scores) {
    return new CalibrationMetrics(
        logLoss,
        Calibration.brier(scores),
        Calibration.expectedError(scores),
        Calibration.reliability(scores));
  }
}
