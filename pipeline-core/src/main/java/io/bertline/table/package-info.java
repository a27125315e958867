/**
 * Tables of text as outside files hold them: comma-separated values, plain or compressed, read by
 * byte ranges. May use {@code failure}.
 */
@NullMarked
package io.bertline.table;

import org.jspecify.annotations.NullMarked;
