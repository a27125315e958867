package io.bertline.table;

/**
 * Why a row cannot be used.
 *
 * @param reason category, for counting, for example {@code not UTF-8}
 * @param column name of the column; empty when it is the row as a whole
 * @param offset byte of the uncompressed table where the fault is
 * @param message what is wrong, as the end of a sentence that begins with the row: {@code column
 *     'text' is not UTF-8}
 */
public record RowError(String reason, String column, long offset, String message) {}
