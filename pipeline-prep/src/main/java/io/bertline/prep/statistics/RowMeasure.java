package io.bertline.prep.statistics;

/**
 * What is counted of a row that is kept.
 *
 * @param label index of its label
 * @param characters length in code points
 * @param words length in words
 * @param tokens length in tokens before anything is cut off
 * @param modelTokens length in tokens the model sees
 * @param unknownTokens how many of those are [UNK]
 */
public record RowMeasure(
    int label, int characters, int words, int tokens, int modelTokens, int unknownTokens) {

  /** Returns the number of runs of characters other than white space. */
  public static int words(String text) {
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Most characters need no table to tell.
      boolean blank = (c <= ' ' || c > '~') && Character.isWhitespace(c);
      if (!blank && !inside) {
        words++;
      }
      inside = !blank;
    }
    return words;
  }
}
