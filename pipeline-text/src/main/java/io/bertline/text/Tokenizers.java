package io.bertline.text;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.ReadFailure;
import io.bertline.huggingface.ModelDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads tokenizers. */
public final class Tokenizers {
  /** The largest tokenizer.json of a BERT, with 500,000 tokens, has 17 MB. */
  private static final int MAX_BYTES = 64 << 20;

  private Tokenizers() {}

  /**
   * Loads the {@code tokenizer.json} of a model directory. Any BERT tokenizer of the Hugging Face
   * tokenizers library will do; one with BERT's normaliser and WordPiece is fast on most text, and
   * loads the library for the first text that is not. Its padding and truncation are not used, see
   * {@link Tokenizer#encode}.
   *
   * @throws BertlineException {@code NOT_FOUND} if the file is missing, {@code CORRUPT_ARTIFACT} if
   *     it is not the tokenizer of a BERT
   */
  public static Tokenizer load(Path directory) {
    Path path = directory.resolve(ModelDirectory.TOKENIZER);
    return load(read(path), path.toString());
  }

  /**
   * Loads a tokenizer from the content of a {@code tokenizer.json} from outside: by the library,
   * too, so that what is wrong with it is found at once.
   *
   * @param source how messages name the file
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not the tokenizer of a BERT
   */
  public static Tokenizer check(byte[] json, String source) {
    BertTokenizer tokenizer = parse(json, source);
    try {
      tokenizer.loaded();
      return tokenizer;
    } catch (IllegalArgumentException e) {
      throw refused(source, e);
    }
  }

  /**
   * Loads a tokenizer from the content of a {@code tokenizer.json}, as {@link #load(Path)} does.
   *
   * @param source how messages name the file
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not the tokenizer of a BERT
   */
  public static Tokenizer load(byte[] json, String source) {
    return parse(json, source);
  }

  /**
   * Returns the {@link Tokenizer#fingerprint} of a tokenizer without loading it.
   *
   * @param json the content of a {@code tokenizer.json}
   * @param source how messages name the file
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not the tokenizer of a BERT
   */
  public static String fingerprint(byte[] json, String source) {
    return file(json, source).fingerprint();
  }

  private static BertTokenizer parse(byte[] json, String source) {
    TokenizerFile file = file(json, source);
    try {
      return new BertTokenizer(file, new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw refused(source, e);
    }
  }

  private static TokenizerFile file(byte[] json, String source) {
    try {
      return new TokenizerFile(json);
    } catch (IllegalArgumentException e) {
      throw refused(source, e);
    }
  }

  private static BertlineException refused(String source, IllegalArgumentException e) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        source + ": " + e.getMessage() + "; give the tokenizer.json of a BERT",
        e);
  }

  private static byte[] read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new BertlineException(
            FailureKind.CORRUPT_ARTIFACT,
            path + ": has more than " + MAX_BYTES + " bytes; give the tokenizer.json of a BERT");
      }
      return bytes;
    } catch (IOException e) {
      throw ReadFailure.of(path, e);
    }
  }
}
