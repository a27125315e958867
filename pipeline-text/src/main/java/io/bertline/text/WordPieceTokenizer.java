package io.bertline.text;

/**
 * BERT's tokenizer for ASCII text (Devlin et al. 2018; WordPiece: Schuster and Nakajima 2012): drop
 * control characters, lower the case, split at blanks and around punctuation, then cut each word
 * greedily into the longest tokens of the vocabulary.
 *
 * <p>Text with other characters, or with {@code [}, which may start a special token such as [MASK],
 * is left to {@link NativeTokenizer}: both give the same ids, this one 20 times as fast. Not safe
 * for several threads.
 */
final class WordPieceTokenizer {
  private static final byte LETTER = 0;
  private static final byte BLANK = 1;
  private static final byte PUNCTUATION = 2;
  private static final byte DROPPED = 3;
  private static final byte NOT_HERE = 4;

  private static final int ASCII = 128;
  private static final byte[] CLASSES = classes();

  private final PieceTrie pieces;
  private final boolean lowercase;
  private final int unknown;
  private final int maxWordLength;
  private final char[] word;
  private int wordLength;

  /**
   * @param lowercase whether letters are lowered first
   * @param unknown id of a word that cannot be cut into tokens
   * @param maxWordLength characters; a longer word is unknown
   */
  WordPieceTokenizer(PieceTrie pieces, boolean lowercase, int unknown, int maxWordLength) {
    this.pieces = pieces;
    this.lowercase = lowercase;
    this.unknown = unknown;
    this.maxWordLength = maxWordLength;
    this.word = new char[maxWordLength];
  }

  /**
   * Appends the ids of a text.
   *
   * @return whether the text was one for this tokenizer; if not, nothing is appended
   */
  boolean encode(String text, TokenIds ids) {
    int start = ids.size();
    wordLength = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c < ASCII ? CLASSES[c] : NOT_HERE) {
        case LETTER -> append(c);
        case BLANK -> endWord(ids);
        case PUNCTUATION -> {
          endWord(ids);
          append(c);
          endWord(ids);
        }
        case DROPPED -> {}
        default -> {
          ids.truncate(start);
          return false;
        }
      }
    }
    endWord(ids);
    return true;
  }

  private void append(char c) {
    if (wordLength < maxWordLength) {
      word[wordLength] = lowercase && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
    wordLength++;
  }

  private void endWord(TokenIds ids) {
    if (wordLength > 0) {
      cut(ids);
      wordLength = 0;
    }
  }

  private void cut(TokenIds ids) {
    int start = ids.size();
    if (wordLength > maxWordLength) {
      ids.add(unknown);
      return;
    }
    int position = 0;
    while (position < wordLength) {
      int node = position == 0 ? PieceTrie.WORD_START : PieceTrie.CONTINUATION;
      int token = PieceTrie.NONE;
      int tokenEnd = position;
      for (int i = position; i < wordLength; i++) {
        node = pieces.child(node, word[i]);
        if (node == PieceTrie.NONE) {
          break;
        }
        if (pieces.token(node) != PieceTrie.NONE) {
          token = pieces.token(node);
          tokenEnd = i + 1;
        }
      }
      if (token == PieceTrie.NONE) {
        ids.truncate(start);
        ids.add(unknown);
        return;
      }
      ids.add(token);
      position = tokenEnd;
    }
  }

  /** What BertNormalizer and BertPreTokenizer of the tokenizers library do with each character. */
  private static byte[] classes() {
    byte[] classes = new byte[ASCII];
    for (int c = 0; c < ASCII; c++) {
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        classes[c] = BLANK;
      } else if (c < ' ' || c == 0x7f) {
        classes[c] = DROPPED;
      } else if (c == '[') {
        classes[c] = NOT_HERE;
      } else if (!Character.isLetterOrDigit(c)) {
        classes[c] = PUNCTUATION;
      }
    }
    return classes;
  }
}
