/**
 * The BERT program on PyTorch, its parameters and its batches. May use pipeline-core and
 * pipeline-text.
 */
@NullMarked
package io.bertline.bert;

import org.jspecify.annotations.NullMarked;
