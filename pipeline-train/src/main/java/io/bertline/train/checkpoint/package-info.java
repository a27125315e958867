/**
 * When a training writes a checkpoint, and how the checkpoint becomes durable beside it. Knows
 * nothing of what is in one.
 */
@NullMarked
package io.bertline.train.checkpoint;

import org.jspecify.annotations.NullMarked;
