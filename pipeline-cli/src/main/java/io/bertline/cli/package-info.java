/**
 * What every command shares: options and their sources, exit codes, one-line errors, progress,
 * storage by URI, and the frame in which a step makes its artifact. May use pipeline-core.
 */
@NullMarked
package io.bertline.cli;

import org.jspecify.annotations.NullMarked;
