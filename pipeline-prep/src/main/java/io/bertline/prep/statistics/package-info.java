/**
 * What a dataset consists of, counted exactly while it is made: content of {@code statistics.json}
 * and source of the dataset report. May use {@code artifact} and {@code dataset} of pipeline-core.
 */
@NullMarked
package io.bertline.prep.statistics;

import org.jspecify.annotations.NullMarked;
