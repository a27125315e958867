package io.bertline.prep.split;

import io.bertline.dataset.Split;
import org.jspecify.annotations.Nullable;

/** Where a row goes. */
public enum Fate {
  TRAIN(0, Split.TRAIN),
  VALIDATION(1, Split.VALIDATION),
  TEST(2, Split.TEST),
  /** An earlier row has the same text and label. */
  DUPLICATE(3, null),
  /** Most rows of the same text have another label. */
  OUTVOTED(4, null),
  /** As many rows of the same text have another label: nobody knows which is right. */
  TIED(5, null),
  /** The row is malformed. */
  UNUSABLE(6, null),
  /** The sizes of the splits leave it over. */
  LEFT_OVER(7, null);

  private final byte code;
  private final @Nullable Split split;

  Fate(int code, @Nullable Split split) {
    this.code = (byte) code;
    this.split = split;
  }

  /** Returns the split; null if the row is left out. */
  public @Nullable Split split() {
    return split;
  }

  byte code() {
    return code;
  }

  static Fate of(int code) {
    return switch (code) {
      case 0 -> TRAIN;
      case 1 -> VALIDATION;
      case 2 -> TEST;
      case 3 -> DUPLICATE;
      case 4 -> OUTVOTED;
      case 5 -> TIED;
      case 6 -> UNUSABLE;
      case 7 -> LEFT_OVER;
      default -> throw new IllegalArgumentException("fate " + code);
    };
  }

  static Fate of(Split split) {
    return switch (split) {
      case TRAIN -> TRAIN;
      case VALIDATION -> VALIDATION;
      case TEST -> TEST;
    };
  }
}
