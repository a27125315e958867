package io.bertline.bert;

/**
 * How to run a model.
 *
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:<index>}; {@code gpu} fails
 *     where there is none
 * @param precision number format of the products
 * @param threads processor threads, at least 1
 */
public record ModelOptions(String device, Precision precision, int threads) {}
