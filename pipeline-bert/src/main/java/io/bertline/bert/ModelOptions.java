package io.bertline.bert;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;

/**
 * How to run a model.
 *
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:<index>}; {@code gpu} fails
 *     where there is none
 * @param precision number format of the products
 * @param threads processor threads, at least 1
 */
public record ModelOptions(String device, Precision precision, int threads) {
  private static final String AUTO = "auto";

  /**
   * Reads the options as a command line gives them.
   *
   * @param threads {@code auto} for all processor cores there are, or a number from 1
   * @throws BertlineException {@code USAGE} if {@code threads} is neither
   */
  public static ModelOptions of(String device, Precision precision, String threads) {
    return new ModelOptions(device, precision, parseThreads(threads));
  }

  private static int parseThreads(String option) {
    if (option.equals(AUTO)) {
      return ProcessorCores.count();
    }
    try {
      int count = Integer.parseInt(option);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number that is too small.
    }
    throw new BertlineException(
        FailureKind.USAGE, "--threads is '" + option + "', expected auto or a number from 1");
  }
}
