package io.bertline.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds our tokenizer and the Hugging Face tokenizers library together, on the tokenizer of MiniLM,
 * which is that of BERT-base uncased: whichever way a text goes, ids, types and the place of
 * truncation are those of DJL's {@code HuggingFaceTokenizer} with truncation by the library itself.
 */
final class Reference implements AutoCloseable {
  static final int MAX_LENGTH = 24;

  private final Tokenizer tokenizer;
  private final HuggingFaceTokenizer reference;
  private final HuggingFaceTokenizer untruncated;

  Reference(Path directory) throws IOException {
    this(directory, UnaryOperator.identity());
  }

  /**
   * @param change makes another tokenizer of the JSON of MiniLM's
   */
  Reference(Path directory, UnaryOperator<String> change) throws IOException {
    Path file = directory.resolve("tokenizer.json");
    try (InputStream in = resource("/all-minilm-l6-v2-tokenizer.json")) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(file, change.apply(json));
    }
    tokenizer = Tokenizers.load(directory);
    reference = HuggingFaceTokenizer.newInstance(file, options("true", MAX_LENGTH));
    untruncated = HuggingFaceTokenizer.newInstance(file, options("false", 512));
  }

  private static Map<String, String> options(String truncation, int maxLength) {
    return Map.of(
        "padding", "false", "truncation", truncation, "maxLength", Integer.toString(maxLength));
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  void check(String text, @Nullable String pair) {
    Tokens tokens = tokenizer.encode(text, pair, MAX_LENGTH);
    Encoding expected = encode(reference, text, pair);
    int[] ids = ints(expected.getIds());
    int[] typeIds = ints(expected.getTypeIds());
    if (!Arrays.equals(tokens.ids(), ids) || !Arrays.equals(tokens.typeIds(), typeIds)) {
      assertThat(tokens.ids()).as("%s | %s", text, pair).isEqualTo(ids);
      assertThat(tokens.typeIds()).as("%s | %s", text, pair).isEqualTo(typeIds);
    }
    int untruncatedLength =
        ids.length < MAX_LENGTH ? ids.length : encode(untruncated, text, pair).getIds().length;
    if (tokens.untruncatedLength() != untruncatedLength) {
      assertThat(tokens.untruncatedLength()).as("%s | %s", text, pair).isEqualTo(untruncatedLength);
    }
  }

  private static Encoding encode(
      HuggingFaceTokenizer tokenizer, String text, @Nullable String pair) {
    return pair == null ? tokenizer.encode(text) : tokenizer.encode(text, pair);
  }

  private static int[] ints(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  /** Returns the glosses of WordNet 3.1 for a part of speech: noun, verb, adj or adv. */
  static List<String> glosses(String partOfSpeech) throws IOException {
    List<String> glosses = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                resource("/net/sf/extjwnl/data/wordnet/wn31/data." + partOfSpeech),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int bar = line.indexOf('|');
        if (bar > 0) {
          glosses.add(line.substring(bar + 1));
        }
      }
    }
    return glosses;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Reference.class.getResourceAsStream(name), name);
  }

  @Override
  public void close() {
    tokenizer.close();
    reference.close();
    untruncated.close();
  }
}
