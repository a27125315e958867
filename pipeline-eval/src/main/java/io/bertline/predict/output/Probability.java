package io.bertline.predict.output;

import java.math.BigDecimal;

/** Prints probabilities so that programs and people can read them. */
final class Probability {
  private Probability() {}

  /** Returns the shortest decimal of the nearest 32-bit number, never with an exponent. */
  static String text(double probability) {
    return new BigDecimal(Float.toString((float) probability)).toPlainString();
  }
}
