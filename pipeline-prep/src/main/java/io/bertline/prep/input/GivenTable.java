package io.bertline.prep.input;

import io.bertline.dataset.Split;
import org.jspecify.annotations.Nullable;

/**
 * A table and what it was given for.
 *
 * @param split the split all its rows go to; null if they are to be split
 */
public record GivenTable(InputSource source, @Nullable Split split) {}
