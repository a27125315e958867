package io.bertline.text;

/**
 * The whole words of a vocabulary that have at most 16 characters, each of 1 to 255: nearly all
 * words of English text. Such a word is two numbers here, its first eight characters and the
 * others, so that it is found by one access to memory, where {@link PieceTrie} takes one a
 * character. Immutable once built.
 */
final class ShortWords {
  static final int NONE = -1;

  private static final int MAX_LENGTH = 2 * Long.BYTES;

  /** First characters and others of a word, one after the other; 0 where there is none. */
  private long[] words = new long[1 << 11];

  private int[] ids = new int[1 << 10];
  private int count;

  /** A word that grows by one character after the other. Not safe for several threads. */
  static final class Word {
    private long first;
    private long others;
    private int length;
    private boolean isShort = true;

    void clear() {
      first = 0;
      others = 0;
      length = 0;
      isShort = true;
    }

    void append(char character) {
      if (length < Long.BYTES) {
        first = first << Byte.SIZE | character;
      } else {
        others = others << Byte.SIZE | character;
      }
      isShort &= character > 0 && character <= 0xFF && length < MAX_LENGTH;
      length++;
    }
  }

  /** Adds a word if it is short enough. */
  void add(String text, int id) {
    Word word = new Word();
    for (int i = 0; i < text.length(); i++) {
      word.append(text.charAt(i));
    }
    if (word.isShort && word.length > 0) {
      if (2 * ++count > ids.length) {
        grow();
      }
      put(word.first, word.others, id);
    }
  }

  /** Returns the id of the token that is this word, or {@link #NONE}. */
  int id(Word word) {
    if (!word.isShort) {
      return NONE;
    }
    int slot = find(word.first, word.others);
    return words[2 * slot] == 0 ? NONE : ids[slot];
  }

  /** Returns the slot that holds a word, or the one where it would be. */
  private int find(long first, long others) {
    int mask = ids.length - 1;
    // Of a product, every character counts in the upper bits only.
    long product = first * 0x9E3779B97F4A7C15L ^ others * 0xC2B2AE3D27D4EB4FL;
    int slot = (int) (product >>> Long.numberOfLeadingZeros(mask));
    while (words[2 * slot] != 0 && (words[2 * slot] != first || words[2 * slot + 1] != others)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void put(long first, long others, int id) {
    int slot = find(first, others);
    words[2 * slot] = first;
    words[2 * slot + 1] = others;
    ids[slot] = id;
  }

  private void grow() {
    long[] oldWords = words;
    int[] oldIds = ids;
    words = new long[2 * oldWords.length];
    ids = new int[2 * oldIds.length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldWords[2 * i] != 0) {
        put(oldWords[2 * i], oldWords[2 * i + 1], oldIds[i]);
      }
    }
  }
}
