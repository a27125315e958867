/**
 * The artifact contract: content keys, attempts, the commit, checkpoints, references, releases and
 * run records. May use {@code failure} and {@code storage}.
 */
@NullMarked
package io.bertline.artifact;

import org.jspecify.annotations.NullMarked;
