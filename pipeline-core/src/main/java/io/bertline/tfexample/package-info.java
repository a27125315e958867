/** The tf.Example message: named lists of numbers and bytes. May use {@code wire}. */
@NullMarked
package io.bertline.tfexample;

import org.jspecify.annotations.NullMarked;
