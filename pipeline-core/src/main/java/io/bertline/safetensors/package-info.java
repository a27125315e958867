/**
 * The safetensors format: named tensors in one file, read through memory mapping. May use {@code
 * failure}.
 */
@NullMarked
package io.bertline.safetensors;

import org.jspecify.annotations.NullMarked;
