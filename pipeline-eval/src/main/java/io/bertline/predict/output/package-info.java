/** Labelled rows as CSV, JSON lines or plain lines. May use pipeline-bert. */
@NullMarked
package io.bertline.predict.output;

import org.jspecify.annotations.NullMarked;
