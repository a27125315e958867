/** Named blobs below a root, local or in an object store. May use {@code failure}. */
@NullMarked
package io.bertline.storage;

import org.jspecify.annotations.NullMarked;
