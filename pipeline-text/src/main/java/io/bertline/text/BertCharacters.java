package io.bertline.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * What BertNormalizer and BertPreTokenizer of the tokenizers library make of each character: for
 * those where the answer does not depend on the version of Unicode, that is, on the library's
 * tables or the JDK's. Each is decided by itself, as accents are taken off after decomposition and
 * every mark goes. Immutable.
 */
final class BertCharacters {
  /** Is part of a word. */
  static final byte LETTER = 0;

  /** Ends a word. */
  static final byte BLANK = 1;

  /** Is a word of its own. */
  static final byte PUNCTUATION = 2;

  /** Counts for nothing. */
  static final byte DROPPED = 3;

  /** Is left to the library. */
  static final byte NOT_HERE = 4;

  /**
   * Blocks whose characters are the same in the tables of the library and of every JDK since 17;
   * the scripts of Latin, Greek, Cyrillic and Chinese, and the signs that go with them.
   */
  private static final int[][] BLOCKS = {
    {0x0000, 0x0377}, {0x0400, 0x052F}, {0x1E00, 0x1EFF}, {0x2000, 0x2064}, {0x20A0, 0x20BF},
    {0x2100, 0x23FF}, {0x2500, 0x27BF}, {0x3000, 0x303F}, {0x3041, 0x3096}, {0x309B, 0x30FF},
    {0x3400, 0x4DB5}, {0x4E00, 0x9FD5}, {0xFF01, 0xFFEE}, {0xFFFD, 0xFFFD}
  };

  private final byte[] classes = new byte[Character.MAX_VALUE + 1];
  private final char[] normal = new char[Character.MAX_VALUE + 1];

  /**
   * @param lowercase whether letters are lowered
   * @param stripAccents whether accents are taken off
   * @param splitChinese whether each Chinese character is a word of its own
   */
  BertCharacters(boolean lowercase, boolean stripAccents, boolean splitChinese) {
    Arrays.fill(classes, NOT_HERE);
    for (int[] block : BLOCKS) {
      for (int c = block[0]; c <= block[1]; c++) {
        decide((char) c, lowercase, stripAccents, splitChinese);
      }
    }
  }

  private void decide(char c, boolean lowercase, boolean stripAccents, boolean splitChinese) {
    byte found = classOf(c);
    if (found == LETTER || found == PUNCTUATION) {
      String text = stripAccents ? withoutAccents(c) : String.valueOf(c);
      text = lowercase ? text.toLowerCase(Locale.ROOT) : text;
      if (text.length() > 1) {
        return;
      }
      normal[c] = text.isEmpty() ? 0 : text.charAt(0);
      found = text.isEmpty() ? DROPPED : classOf(normal[c]);
      if (splitChinese && Character.isIdeographic(c) && c >= 0x3400) {
        found = PUNCTUATION;
      }
    }
    classes[c] = found;
  }

  private static String withoutAccents(char c) {
    StringBuilder text = new StringBuilder();
    String decomposed = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
    for (int i = 0; i < decomposed.length(); i++) {
      if (Character.getType(decomposed.charAt(i)) != Character.NON_SPACING_MARK) {
        text.append(decomposed.charAt(i));
      }
    }
    return text.toString();
  }

  private static byte classOf(char c) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      return BLANK;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE ->
          DROPPED;
      // Versions of Unicode differ in it.
      case Character.UNASSIGNED -> NOT_HERE;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          BLANK;
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          PUNCTUATION;
      default ->
          c == 0xFFFD ? DROPPED : c < 0x80 && !Character.isLetterOrDigit(c) ? PUNCTUATION : LETTER;
    };
  }

  /** Returns the class of a character. */
  byte classOf(int c) {
    return classes[c];
  }

  /** Returns what a letter or a punctuation mark becomes: lowered, without its accent. */
  char normal(char c) {
    return normal[c];
  }
}
