/**
 * What executes the pipeline: Beam's runners, started, watched and cancelled. Knows nothing of what
 * the pipeline does. May use pipeline-core.
 */
@NullMarked
package io.bertline.prep.runner;

import org.jspecify.annotations.NullMarked;
