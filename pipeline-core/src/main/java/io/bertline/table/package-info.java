/**
 * Tables of text as outside files hold them: CSV, TSV and JSON Lines, plain or compressed, read by
 * byte ranges. May use {@code failure}.
 */
@NullMarked
package io.bertline.table;

import org.jspecify.annotations.NullMarked;
