package io.bertline.eval.gate;

/** How the figure of a clause has to lie to its bound. */
enum Comparison {
  // The longer symbols first: the parser takes the first that fits.
  AT_LEAST(">="),
  AT_MOST("<="),
  ABOVE(">"),
  BELOW("<");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }

  /** Returns whether it holds; never for {@code NaN}. */
  boolean holds(double value, double bound) {
    return switch (this) {
      case AT_LEAST -> value >= bound;
      case AT_MOST -> value <= bound;
      case ABOVE -> value > bound;
      case BELOW -> value < bound;
    };
  }
}
