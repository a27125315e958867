package io.bertline.eval.measure;

import io.bertline.metrics.Confusion;

/**
 * How the rows of a binary task are called at one threshold.
 *
 * @param threshold rows whose calibrated probability is at least this are called positive
 * @param truePositives positive rows called positive
 * @param falsePositives negative rows called positive
 * @param falseNegatives positive rows called negative
 * @param trueNegatives negative rows called negative
 * @param precision share of rows called positive that are positive
 * @param recall share of positive rows called positive
 * @param f1 harmonic mean of precision and recall
 * @param accuracy share of rows called what they are
 * @param falseAlarmRate share of negative rows called positive
 * @param matthews correlation of truth and call, -1 to 1
 * @param kappa agreement beyond chance, at most 1
 */
public record ThresholdMetrics(
    double threshold,
    long truePositives,
    long falsePositives,
    long falseNegatives,
    long trueNegatives,
    double precision,
    double recall,
    double f1,
    double accuracy,
    double falseAlarmRate,
    double matthews,
    double kappa) {
  static ThresholdMetrics of(double threshold, Confusion confusion) {
    return new ThresholdMetrics(
        threshold,
        confusion.truePositives(),
        confusion.falsePositives(),
        confusion.falseNegatives(),
        confusion.trueNegatives(),
        confusion.precision(),
        confusion.recall(),
        confusion.f1(),
        confusion.accuracy(),
        confusion.falseAlarmRate(),
        confusion.matthews(),
        confusion.kappa());
  }
}
