/**
 * The data preparation job: options, arguments, the job, and its Beam pipeline. May use
 * pipeline-core, pipeline-text and pipeline-cli.
 */
@NullMarked
package io.bertline.prep;

import org.jspecify.annotations.NullMarked;
