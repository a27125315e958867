package io.bertline.predict.output;

import io.bertline.bert.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * A row and what the classifier says about it.
 *
 * @param id identity or number of the row in the input
 * @param text its text; null when it is not to be written
 */
public record LabelledRow(String id, @Nullable String text, Prediction prediction) {}
