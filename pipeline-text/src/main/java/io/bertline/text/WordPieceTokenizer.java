package io.bertline.text;

import java.util.List;

/**
 * BERT's tokenizer (Devlin et al. 2018; WordPiece: Schuster and Nakajima 2012): drop control
 * characters, lower the case, split at blanks and around punctuation, then cut each word greedily
 * into the longest tokens of the vocabulary.
 *
 * <p>Text with a character that {@link BertCharacters} leaves to the library, or with a special
 * token such as [MASK] in it, is left to {@link NativeTokenizer}: both give the same ids, this one
 * 20 times as fast. Not safe for several threads.
 */
final class WordPieceTokenizer {
  private final Vocabulary vocabulary;
  private final BertCharacters characters;
  private final int maxWordLength;
  private final char[] word;
  private final ShortWords.Word shortWord = new ShortWords.Word();
  private int wordLength;

  /**
   * What words are made of.
   *
   * @param words short words that are tokens, and no longer than a word may be
   * @param pieces all tokens
   * @param special tokens that begin with {@code [} and are found in the text as it is
   * @param unknown id of a word that cannot be cut into tokens
   */
  record Vocabulary(ShortWords words, PieceTrie pieces, List<String> special, int unknown) {}

  /**
   * @param maxWordLength characters; a longer word is unknown
   */
  WordPieceTokenizer(Vocabulary vocabulary, BertCharacters characters, int maxWordLength) {
    this.vocabulary = vocabulary;
    this.characters = characters;
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
    startWord();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (characters.classOf(c)) {
        case BertCharacters.LETTER -> append(characters.normal(c));
        case BertCharacters.BLANK -> endWord(ids);
        case BertCharacters.PUNCTUATION -> {
          if (c == '[' && special(text, i)) {
            ids.truncate(start);
            return false;
          }
          endWord(ids);
          append(characters.normal(c));
          endWord(ids);
        }
        case BertCharacters.DROPPED -> {}
        default -> {
          ids.truncate(start);
          return false;
        }
      }
    }
    endWord(ids);
    return true;
  }

  private boolean special(String text, int at) {
    for (String token : vocabulary.special()) {
      if (text.startsWith(token, at)) {
        return true;
      }
    }
    return false;
  }

  private void startWord() {
    wordLength = 0;
    shortWord.clear();
  }

  private void append(char c) {
    if (wordLength < maxWordLength) {
      word[wordLength] = c;
    }
    wordLength++;
    shortWord.append(c);
  }

  private void endWord(TokenIds ids) {
    if (wordLength > 0) {
      int id = vocabulary.words().id(shortWord);
      if (id == ShortWords.NONE) {
        cut(ids);
      } else {
        ids.add(id);
      }
      startWord();
    }
  }

  private void cut(TokenIds ids) {
    PieceTrie pieces = vocabulary.pieces();
    int start = ids.size();
    if (wordLength > maxWordLength) {
      ids.add(vocabulary.unknown());
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
        ids.add(vocabulary.unknown());
        return;
      }
      ids.add(token);
      position = tokenEnd;
    }
  }
}
