/** What was executed, side by side. May use {@code io.bertline.cli} and pipeline-core. */
@NullMarked
package io.bertline.cli.runs;

import org.jspecify.annotations.NullMarked;
