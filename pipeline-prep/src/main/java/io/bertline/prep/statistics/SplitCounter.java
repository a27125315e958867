package io.bertline.prep.statistics;

/** Counts the rows of a split. */
final class SplitCounter {
  private final long[] rowsByLabel;
  private final long[] modelLengths;
  // A tweet has some 100 characters, an encyclopedia's paragraph some 600; longer texts are told
  // apart by the logarithmic bins.
  private final LengthCounter characters = new LengthCounter(20, 101);
  private final LengthCounter words = new LengthCounter(2, 151);
  private final LengthCounter tokens = new LengthCounter(1, 513);
  private long rows;
  private long truncatedRows;
  private long unknownTokens;

  SplitCounter(int labels, int maxLength) {
    rowsByLabel = new long[labels];
    modelLengths = new long[maxLength + 1];
  }

  void add(RowMeasure row) {
    rows++;
    rowsByLabel[row.label()]++;
    characters.add(row.characters());
    words.add(row.words());
    tokens.add(row.tokens());
    modelLengths[row.modelTokens()]++;
    truncatedRows += row.tokens() > row.modelTokens() ? 1 : 0;
    unknownTokens += row.unknownTokens();
  }

  SplitStatistics toStatistics() {
    return new SplitStatistics(
        rows,
        Counts.of(rowsByLabel),
        characters.toStatistics(),
        words.toStatistics(),
        tokens.toStatistics(),
        Counts.of(modelLengths),
        truncatedRows,
        unknownTokens);
  }
}
