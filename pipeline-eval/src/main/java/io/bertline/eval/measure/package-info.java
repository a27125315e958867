/**
 * How good the decisions are: metrics with intervals, curves, calibration, worst errors. May use
 * {@code scores}, {@code decision} and pipeline-core.
 */
@NullMarked
package io.bertline.eval.measure;

import org.jspecify.annotations.NullMarked;
