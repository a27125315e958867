/** How fast {@code prep} is beside a program without a framework, and beside Python. */
@NullMarked
package io.bertline.benchmarks.prep;

import org.jspecify.annotations.NullMarked;
