/** The options of every command that runs a classifier. May use pipeline-bert. */
@NullMarked
package io.bertline.inference;

import org.jspecify.annotations.NullMarked;
