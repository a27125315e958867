package io.bertline.metrics;

/**
 * A 95 % interval; {@code NaN} at both ends where the measure is undefined.
 *
 * @param low 2.5 % of the resamples are below
 * @param high 2.5 % of the resamples are above
 */
public record Interval(double low, double high) {}
