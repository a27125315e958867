/**
 * Model directories in the layout of Hugging Face transformers: config.json, model.safetensors and
 * the tokenizer's files. May use {@code failure} and {@code safetensors}.
 */
@NullMarked
package io.bertline.huggingface;

import org.jspecify.annotations.NullMarked;
