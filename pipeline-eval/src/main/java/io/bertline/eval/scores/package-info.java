/**
 * What a classifier says about every row of a split, and the file that keeps it. May use
 * pipeline-core, pipeline-bert and pipeline-cli.
 */
@NullMarked
package io.bertline.eval.scores;

import org.jspecify.annotations.NullMarked;
