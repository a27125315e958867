/**
 * How fast a training step is: ours, a prototype of it if there is one, and Hugging Face's, in
 * processes of their own that take turns on the same rows.
 */
@NullMarked
package io.bertline.benchmarks.train;

import org.jspecify.annotations.NullMarked;
