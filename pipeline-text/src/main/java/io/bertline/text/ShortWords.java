package io.bertline.text;

/**
 * The whole words of a vocabulary that have at most eight characters, each of 1 to 255: nine of ten
 * words of English text. A word is a number here, so that it is found by one access to memory,
 * where {@link PieceTrie} takes one a character. Immutable once built.
 */
final class ShortWords {
  static final int NONE = -1;

  /** The number of the word without characters. */
  static final long EMPTY = 0;

  /** The number of every word that is too long or has another character. */
  static final long OTHER = -1;

  private static final int MAX_LENGTH = Long.BYTES;

  private long[] words = new long[1 << 10];
  private int[] ids = new int[1 << 10];
  private int count;

  /**
   * Returns the number of a word with one more character.
   *
   * @param word of {@code length} characters
   */
  static long append(long word, int length, char character) {
    return length < MAX_LENGTH && character > 0 && character <= 0xFF && word != OTHER
        ? word << Byte.SIZE | character
        : OTHER;
  }

  /** Adds a word if it is short enough. */
  void add(String word, int id) {
    long number = EMPTY;
    for (int i = 0; i < word.length(); i++) {
      number = append(number, i, word.charAt(i));
    }
    if (number == OTHER || number == EMPTY) {
      return;
    }
    if (2 * ++count > words.length) {
      grow();
    }
    put(number, id);
  }

  /** Returns the id of the token that is this word, or {@link #NONE}. */
  int id(long word) {
    if (word == OTHER) {
      return NONE;
    }
    int mask = words.length - 1;
    for (int slot = slot(word, mask); ; slot = slot + 1 & mask) {
      if (words[slot] == word) {
        return ids[slot];
      }
      if (words[slot] == EMPTY) {
        return NONE;
      }
    }
  }

  private void grow() {
    long[] oldWords = words;
    int[] oldIds = ids;
    words = new long[2 * oldWords.length];
    ids = new int[words.length];
    for (int i = 0; i < oldWords.length; i++) {
      if (oldWords[i] != EMPTY) {
        put(oldWords[i], oldIds[i]);
      }
    }
  }

  private void put(long word, int id) {
    int mask = words.length - 1;
    int slot = slot(word, mask);
    while (words[slot] != EMPTY && words[slot] != word) {
      slot = slot + 1 & mask;
    }
    words[slot] = word;
    ids[slot] = id;
  }

  private static int slot(long word, int mask) {
    return (int) ((word * 0x9E3779B97F4A7C15L) >>> 32) & mask;
  }
}
