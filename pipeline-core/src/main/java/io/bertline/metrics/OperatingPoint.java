package io.bertline.metrics;

/**
 * A threshold and what it does.
 *
 * @param threshold rows that score at least this are called positive
 * @param confusion how the rows are called then
 */
public record OperatingPoint(double threshold, Confusion confusion) {}
