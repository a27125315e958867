/**
 * WordPiece in Java and the Hugging Face tokenizers library behind one {@code Tokenizer}. May use
 * pipeline-core.
 */
@NullMarked
package io.bertline.text;

import org.jspecify.annotations.NullMarked;
