/**
 * Holds the Argo manifests to what Argo accepts, to the commands they start, and to the images they
 * start them in.
 */
@NullMarked
package io.bertline.workflows;

import org.jspecify.annotations.NullMarked;
