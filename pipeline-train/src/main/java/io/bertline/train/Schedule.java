package io.bertline.train;

/** How the learning rate falls after the warm-up. */
public enum Schedule {
  /** In a straight line to zero. */
  LINEAR,
  /** Not at all. */
  CONSTANT,
  /** Along half a cosine wave to zero. */
  COSINE
}
