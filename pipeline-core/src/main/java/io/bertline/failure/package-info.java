/**
 * The one exception type that carries a category, from which the exit code follows, and the
 * category of exceptions of the JDK. Uses the JDK only.
 */
@NullMarked
package io.bertline.failure;

import org.jspecify.annotations.NullMarked;
