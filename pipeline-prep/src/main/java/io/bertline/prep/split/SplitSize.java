package io.bertline.prep.split;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How large a split is to be.
 *
 * @param value a share of the rows if below 1 or written with a decimal point, else a number of
 *     rows
 * @param share whether it is a share
 */
public record SplitSize(BigDecimal value, boolean share) implements Serializable {
  public static final SplitSize NONE = new SplitSize(BigDecimal.ZERO, true);

  public SplitSize {
    if (value.signum() < 0 || (share && value.compareTo(BigDecimal.ONE) > 0)) {
      throw new IllegalArgumentException(value + " is not a share from 0 to 1");
    }
  }

  /**
   * Parses a size.
   *
   * @throws IllegalArgumentException if it is neither a share from 0 to 1 nor a whole number
   */
  public static SplitSize parse(String text) {
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a share such as 0.1 nor a number of rows such as 500", e);
    }
    boolean share = text.indexOf('.') >= 0 || value.compareTo(BigDecimal.ONE) < 0;
    return new SplitSize(share ? value : new BigDecimal(value.toBigIntegerExact()), share);
  }

  /** Returns whether the split is to have any rows. */
  public boolean isPositive() {
    return value.signum() > 0;
  }

  /** Returns the size as a person would write it, for example {@code 0.8} or {@code 500}. */
  @Override
  public String toString() {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
