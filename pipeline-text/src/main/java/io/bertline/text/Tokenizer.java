package io.bertline.text;

import org.jspecify.annotations.Nullable;

/** Turns text into token ids. Not safe for several threads: each thread loads its own. */
public interface Tokenizer extends AutoCloseable {
  /**
   * Encodes a text, or a pair of texts, longest first cut to the maximum length.
   *
   * @param text any text, even empty
   * @param pair the second text, or null
   * @param maxLength most ids to return, at least 3
   */
  Tokens encode(String text, @Nullable String pair, int maxLength);

  /** Returns the token of an id as the vocabulary spells it, for example {@code ##ing}. */
  String token(int id);

  /** Returns the number of ids. */
  int vocabularySize();

  /** Returns a short digest of what decides the ids: vocabulary, normaliser, special tokens. */
  String fingerprint();

  @Override
  void close();
}
