/**
 * How fast texts are classified, many at once and one at a time. May use benchmarks.prep and
 * benchmarks.train.
 */
@NullMarked
package io.bertline.benchmarks.predict;

import org.jspecify.annotations.NullMarked;
