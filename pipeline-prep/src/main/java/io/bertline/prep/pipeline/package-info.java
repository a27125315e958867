/**
 * The Beam pipeline: what workers do with ranges of the input. Elements are ranges and shards,
 * never rows, which is 3 to 10 times faster. May use the other packages of {@code prep},
 * pipeline-core, pipeline-text, and the stores of pipeline-cli.
 */
@NullMarked
package io.bertline.prep.pipeline;

import org.jspecify.annotations.NullMarked;
