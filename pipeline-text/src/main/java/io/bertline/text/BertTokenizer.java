package io.bertline.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends each text to the Java tokenizer if it can encode it, else to the native one, and puts the
 * special tokens around what comes back. The native one is made when the first text needs it: it
 * takes as long as 10,000 texts, and few texts do.
 */
final class BertTokenizer implements Tokenizer {
  private static final int MIN_LENGTH = 3;

  private final TokenizerFile file;
  private final String json;
  private @Nullable NativeTokenizer nativeTokenizer;
  private final @Nullable WordPieceTokenizer wordPiece;
  private final int classification;
  private final int separator;
  private final int unknown;
  private final TokenIds first = new TokenIds();
  private final TokenIds second = new TokenIds();

  /**
   * @param json the file's content
   * @throws IllegalArgumentException if only the library can read the file, and does not accept it
   */
  BertTokenizer(TokenizerFile file, String json) {
    this.file = file;
    this.json = json;
    this.wordPiece = file.wordPiece().orElse(null);
    this.nativeTokenizer = wordPiece == null ? new NativeTokenizer(json) : null;
    this.classification = file.id("[CLS]");
    this.separator = file.id("[SEP]");
    this.unknown = file.id("[UNK]");
  }

  @Override
  public Tokens encode(String text, @Nullable String pair, int maxLength) {
    if (maxLength < MIN_LENGTH) {
      throw new IllegalArgumentException("maximum length " + maxLength);
    }
    encode(text, first);
    if (pair == null) {
      return single(maxLength);
    }
    encode(pair, second);
    return pair(maxLength);
  }

  private Tokens single(int maxLength) {
    int kept = Math.min(first.size(), maxLength - 2);
    int[] ids = new int[kept + 2];
    ids[0] = classification;
    first.copyTo(ids, 1, kept);
    ids[kept + 1] = separator;
    return new Tokens(ids, new int[ids.length], first.size() + 2, countUnknown(ids));
  }

  private Tokens pair(int maxLength) {
    int budget = maxLength - 3;
    int keptFirst = keepFirst(first.size(), second.size(), budget);
    int keptSecond = Math.min(second.size(), budget - keptFirst);
    int[] ids = new int[keptFirst + keptSecond + 3];
    int[] typeIds = new int[ids.length];
    ids[0] = classification;
    first.copyTo(ids, 1, keptFirst);
    ids[keptFirst + 1] = separator;
    second.copyTo(ids, keptFirst + 2, keptSecond);
    ids[ids.length - 1] = separator;
    Arrays.fill(typeIds, keptFirst + 2, ids.length, 1);
    return new Tokens(ids, typeIds, first.size() + second.size() + 3, countUnknown(ids));
  }

  /**
   * Returns how many ids of the first text to keep when the longer text is cut first: a text that
   * fits into half of the budget stays whole; if neither does, the longer one (the second, when
   * they are as long) gets the half that is rounded up.
   */
  private static int keepFirst(int firstSize, int secondSize, int budget) {
    if (firstSize + secondSize <= budget) {
      return firstSize;
    }
    int half = budget / 2;
    return firstSize <= secondSize
        ? Math.min(firstSize, half)
        : budget - Math.min(secondSize, half);
  }

  private int countUnknown(int[] ids) {
    int count = 0;
    for (int id : ids) {
      if (id == unknown) {
        count++;
      }
    }
    return count;
  }

  private void encode(String text, TokenIds ids) {
    ids.truncate(0);
    if (wordPiece == null || !wordPiece.encode(text, ids)) {
      loaded().encode(text, ids);
    }
  }

  /**
   * Returns the native tokenizer.
   *
   * @throws IllegalArgumentException if the library does not accept the file
   */
  NativeTokenizer loaded() {
    if (nativeTokenizer == null) {
      nativeTokenizer = new NativeTokenizer(json);
    }
    return nativeTokenizer;
  }

  @Override
  public String token(int id) {
    return file.token(id);
  }

  @Override
  public int vocabularySize() {
    return file.vocabularySize();
  }

  @Override
  public String fingerprint() {
    return file.fingerprint();
  }

  @Override
  public void close() {
    if (nativeTokenizer != null) {
      nativeTokenizer.close();
    }
  }
}
