package io.bertline.eval.report;

import org.jspecify.annotations.Nullable;

/**
 * A row with its text.
 *
 * @param id the row's identity in the input
 * @param text its text
 * @param textPair its second text; null when there is none
 * @param tokens how many tokens the classifier read
 * @param label name of its label
 * @param called name of the label it was called
 * @param confidence calibrated probability of the label it was called, 0 to 1
 */
public record ReadableRow(
    String id,
    String text,
    @Nullable String textPair,
    int tokens,
    String label,
    String called,
    double confidence) {}
