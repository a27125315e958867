package io.bertline.dataset;

import java.util.Locale;

/** The three parts of a dataset. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST;

  /**
   * Returns the name used in file names, options and JSON: {@code train}, {@code validation},
   * {@code test}.
   */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the file name of a shard, for example {@code train-00000-of-00008.tfrecord}.
   *
   * @param index 0 to count - 1
   */
  public String shardName(int index, int count) {
    return String.format(Locale.ROOT, "%s-%05d-of-%05d.tfrecord", lowerCase(), index, count);
  }
}
