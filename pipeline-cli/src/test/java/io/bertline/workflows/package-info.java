/** Holds the Argo manifests to what Argo accepts and to the images they name. */
@NullMarked
package io.bertline.workflows;

import org.jspecify.annotations.NullMarked;
