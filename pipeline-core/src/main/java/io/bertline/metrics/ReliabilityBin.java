package io.bertline.metrics;

/**
 * The rows whose score lies in one of the equal parts of 0 to 1.
 *
 * @param low least score of the bin
 * @param high scores of the bin are below this; the last bin holds 1 too
 * @param rows number of rows, at least 1
 * @param meanScore what the classifier promises
 * @param positiveShare what the labels say, 0 to 1
 */
public record ReliabilityBin(
    double low, double high, long rows, double meanScore, double positiveShare) {}
