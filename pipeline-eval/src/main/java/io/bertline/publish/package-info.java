/**
 * The publish command: moves a release to a classifier that was evaluated, after it was loaded
 * afresh and gave the logits it gave when it was trained. May use {@code eval}'s decision and the
 * other modules.
 */
@NullMarked
package io.bertline.publish;

import org.jspecify.annotations.NullMarked;
