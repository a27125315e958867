package io.bertline.dataset;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a dataset: a labelled text as token ids.
 *
 * @param inputIds token ids with [CLS] and [SEP], unpadded, 2 to {@code maxLength} of them
 * @param typeIds 0 for the first text, 1 for the second; as long as {@code inputIds}
 * @param label index into the labels of the dataset
 * @param id the row's identity in the input
 * @param text the text; null in the training split, which does not store it
 * @param textPair the second text; null when there is none
 * @param slices value of each slice column, empty in the training split
 */
public record TokenizedRow(
    int[] inputIds,
    int[] typeIds,
    int label,
    String id,
    @Nullable String text,
    @Nullable String textPair,
    Map<String, String> slices) {}
