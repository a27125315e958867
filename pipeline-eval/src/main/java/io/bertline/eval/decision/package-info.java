/** How logits become probabilities and labels. May use {@code gate} and pipeline-core. */
@NullMarked
package io.bertline.eval.decision;

import org.jspecify.annotations.NullMarked;
