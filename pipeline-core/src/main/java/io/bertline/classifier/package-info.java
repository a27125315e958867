/**
 * The classifier artifact: what is stored beside the Hugging Face files. May use {@code failure}.
 */
@NullMarked
package io.bertline.classifier;

import org.jspecify.annotations.NullMarked;
