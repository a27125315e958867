package io.bertline.text;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;

/**
 * The Hugging Face tokenizers library (Rust), through the native calls of DJL's binding. DJL's own
 * class around them fetches token texts and positions as well, which takes a third of the time, and
 * asks the network where it runs. Not safe for several threads.
 */
final class NativeTokenizer implements AutoCloseable {
  private final long handle;
  private boolean closed;

  /**
   * @param json content of a tokenizer.json; its truncation and padding are turned off
   * @throws IllegalArgumentException if the library does not accept it
   * @throws BertlineException {@code PERMISSION_DENIED} if the library cannot be unpacked and
   *     loaded
   */
  NativeTokenizer(String json) {
    loadLibrary();
    try {
      handle = TokenizersLibrary.LIB.createTokenizerFromString(json);
      TokenizersLibrary.LIB.disableTruncation(handle);
      TokenizersLibrary.LIB.disablePadding(handle);
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException(
          "is not accepted by the tokenizers library: " + message, e);
    }
  }

  private static void loadLibrary() {
    try {
      LibUtils.checkStatus();
    } catch (RuntimeException | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BertlineException(
          FailureKind.PERMISSION_DENIED,
          "the native tokenizers library cannot be loaded: "
              + cause
              + "; let DJL_CACHE_DIR and -Djava.io.tmpdir name writable directories",
          e);
    }
  }

  /** Appends the ids of a text, without special tokens around it. */
  void encode(String text, TokenIds ids) {
    if (closed) {
      throw new IllegalStateException("the tokenizer is closed");
    }
    long encoding = TokenizersLibrary.LIB.encode(handle, wellFormed(text), false);
    try {
      for (long id : TokenizersLibrary.LIB.getTokenIds(encoding)) {
        ids.add((int) id);
      }
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  /**
   * Replaces surrogates without a partner, which JSON can hold but UTF-8, in which the text goes to
   * the library, cannot.
   */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(
            text.codePoints().map(NativeTokenizer::replaceSurrogate).toArray(),
            0,
            text.codePointCount(0, text.length()));
      }
    }
    return text;
  }

  private static int replaceSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
        ? 0xFFFD
        : codePoint;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      TokenizersLibrary.LIB.deleteTokenizer(handle);
    }
  }
}
