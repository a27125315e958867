package io.bertline.prep.split;

import io.bertline.dataset.Split;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the plan knows of a range before its rows were read.
 *
 * @param records how many records it has at most
 * @param split the split its input was given for; null if the plan decides
 */
public record RangeShape(int records, @Nullable Split split) implements Serializable {}
