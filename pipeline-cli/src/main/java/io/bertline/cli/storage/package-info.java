/** Stores by URI: local directories and Cloud Storage. May use {@code storage} of pipeline-core. */
@NullMarked
package io.bertline.cli.storage;

import org.jspecify.annotations.NullMarked;
