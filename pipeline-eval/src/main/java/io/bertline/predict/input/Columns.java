package io.bertline.predict.input;

import org.jspecify.annotations.Nullable;

/**
 * Which fields of a row to use.
 *
 * @param text the text
 * @param pair the second text; null for a classifier of single texts
 * @param id what the output calls the row; null for its number
 */
public record Columns(String text, @Nullable String pair, @Nullable String id) {}
