package io.bertline.train;

/** Which of the validated models becomes the classifier. */
public enum Keep {
  /** The best by the validation metric. */
  BEST,
  /** The last, however good it is. */
  LAST
}
