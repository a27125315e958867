package io.bertline.prep.split;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How large the splits are to be: three shares that sum to 1; or counts for validation, test or
 * both, and then training takes the rest.
 *
 * @param train a share, not used beside a count
 * @param validation a share or a count
 * @param test a share or a count
 */
public record SplitSizes(SplitSize train, SplitSize validation, SplitSize test)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if the sizes do not fit together; the message is the end of a
   *     sentence that begins with the three options
   */
  public SplitSizes {
    if (!train.share()) {
      throw new IllegalArgumentException(
          "give --train-size as a share; beside counts for validation and test, training takes the"
              + " rest");
    }
    BigDecimal sum = train.value().add(validation.value()).add(test.value());
    if (validation.share() && test.share() && sum.compareTo(BigDecimal.ONE) != 0) {
      throw new IllegalArgumentException(
          "the shares sum to " + sum.stripTrailingZeros().toPlainString() + ", must be 1");
    }
    if (!train.isPositive()) {
      throw new IllegalArgumentException("--train-size is 0; there would be nothing to learn from");
    }
  }

  /**
   * Returns the rows of training, validation and test. They sum to {@code rows}; training's number
   * is negative if there are too few.
   */
  public long[] totals(long rows) {
    long validationRows = count(validation, rows);
    long testRows = count(test, rows);
    return new long[] {rows - validationRows - testRows, validationRows, testRows};
  }

  /** Rounds half up, so that the smaller splits are not the ones that lose. */
  private static long count(SplitSize size, long rows) {
    return size.share()
        ? size.value()
            .multiply(BigDecimal.valueOf(rows))
            .add(new BigDecimal("0.5"))
            .toBigInteger()
            .longValueExact()
        : size.value().longValueExact();
  }
}
