/** How logits become probabilities and labels. May use pipeline-core. */
@NullMarked
package io.bertline.eval.decision;

import org.jspecify.annotations.NullMarked;
