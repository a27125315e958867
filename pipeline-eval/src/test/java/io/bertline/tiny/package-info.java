/** A classifier of two small layers, a dataset for it and a root to keep both in, for tests. */
@NullMarked
package io.bertline.tiny;

import org.jspecify.annotations.NullMarked;
