/**
 * The command {@code import-model}: brings pretrained weights and their tokenizer into the layout
 * of Hugging Face transformers. May use pipeline-core, pipeline-text and pipeline-cli.
 */
@NullMarked
package io.bertline.prep.importmodel;

import org.jspecify.annotations.NullMarked;
