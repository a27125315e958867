package io.bertline.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table.
 *
 * @param number its number as a spreadsheet shows it when no field holds a line end: the header is
 *     row 1; lines without any byte are counted
 * @param offset its first byte in the uncompressed table
 * @param length its bytes, line end included
 * @param values one value a column; empty when there is an error
 * @param error what is wrong with it; null when it is well-formed
 */
public record TableRow(
    long number, long offset, int length, List<String> values, @Nullable RowError error) {}
