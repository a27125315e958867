package io.bertline.prep.split;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How large the splits are to be. What no split takes is left over.
 *
 * @param train null to take what validation and test leave
 */
public record SplitSizes(@Nullable SplitSize train, SplitSize validation, SplitSize test)
    implements Serializable {

  /**
   * Three shares that sum to 1 are spelled with null: equal sizes are equal.
   *
   * @throws IllegalArgumentException if the sizes do not fit together; the message is the end of a
   *     sentence that begins with the three options
   */
  public SplitSizes {
    BigDecimal sum =
        Stream.of(train == null ? SplitSize.NONE : train, validation, test)
            .filter(SplitSize::share)
            .map(SplitSize::value)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    int comparison = sum.compareTo(BigDecimal.ONE);
    if (comparison > 0 || (comparison == 0 && train == null)) {
      throw new IllegalArgumentException(
          "the shares sum to "
              + sum.stripTrailingZeros().toPlainString()
              + (train == null ? ", which leaves nothing to learn from" : ", more than 1"));
    }
    if (train != null && !train.isPositive()) {
      throw new IllegalArgumentException("--train-size is 0; there would be nothing to learn from");
    }
    if (comparison == 0 && train != null && train.share() && validation.share() && test.share()) {
      train = null;
    }
  }

  /**
   * Returns the rows of training, validation and test. They sum to {@code rows} at most, unless
   * there are too few: then training's number is negative or the sum is larger.
   */
  public long[] totals(long rows) {
    long validationRows = count(validation, rows);
    long testRows = count(test, rows);
    long trainRows = train == null ? rows - validationRows - testRows : count(train, rows);
    return new long[] {trainRows, validationRows, testRows};
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
