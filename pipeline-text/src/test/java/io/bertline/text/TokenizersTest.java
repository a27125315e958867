package io.bertline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a tokenizer of 27 tokens that asks for padding to and truncation at 8. */
class TokenizersTest {
  @TempDir Path directory;
  private String json = "";

  @BeforeEach
  void readTokenizer() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TokenizersTest.class.getResourceAsStream("tokenizer.json"))) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          How do I learn?   | -     | 128 | [CLS] how do i learn ? [SEP]
          fine-tuned        | -     | 128 | [CLS] fine - tun ##ed [SEP]
          learnings         | -     | 128 | [CLS] learn ##ing ##s [SEP]
          learner           | -     | 128 | [CLS] [UNK] [SEP]
          Café naïve        | -     | 128 | [CLS] [UNK] naive [SEP]
          a [MASK] b        | -     | 128 | [CLS] a [MASK] b [SEP]
          a                 | b c   | 128 | [CLS] a [SEP] b c [SEP]
          a b c ? . a b c ? | -     | 8   | [CLS] a b c ? . a [SEP]
          a b c a b         | ? .   | 8   | [CLS] a b c [SEP] ? . [SEP]
          a b c a b         | ? ? ? ? | 8 | [CLS] a b c [SEP] ? ? [SEP]
          a b               | ? . ? . ? | 7 | [CLS] a b [SEP] ? . [SEP]
          a b c             | a b c | 3   | [CLS] [SEP] [SEP]
          """)
  void textIsCutIntoTokens(String text, @Nullable String pair, int maxLength, String expected)
      throws IOException {
    try (Tokenizer tokenizer = load(json)) {
      Tokens tokens = tokenizer.encode(text, pair, maxLength);
      assertThat(
              Arrays.stream(tokens.ids())
                  .mapToObj(tokenizer::token)
                  .collect(Collectors.joining(" ")))
          .isEqualTo(expected);
      assertThat(tokens.truncated()).isEqualTo(maxLength < 128);
    }
  }

  @Test
  void typesAndUnknownTokensAreCounted() throws IOException {
    try (Tokenizer tokenizer = load(json)) {
      Tokens tokens = tokenizer.encode("zzz a", "b zzz zzz", 7);
      assertThat(tokens.typeIds()).containsExactly(0, 0, 0, 0, 1, 1, 1);
      assertThat(tokens.unknown()).isEqualTo(2);
      assertThat(tokens.untruncatedLength()).isEqualTo(8);
      assertThat(tokenizer.vocabularySize()).isEqualTo(27);
    }
  }

  @Test
  void aCasedTokenizerKeepsCapitals() throws IOException {
    try (Tokenizer tokenizer = load(json.replace("\"lowercase\": true", "\"lowercase\": false"))) {
      assertThat(tokenizer.encode("A a", null, 128).ids()).containsExactly(2, 1, 16, 3);
    }
  }

  @Test
  void anotherKindOfTokenizerIsLeftToTheLibrary() throws IOException {
    // With whitespace as the only separator, punctuation stays part of the word.
    String whitespace = json.replace("BertPreTokenizer", "WhitespaceSplit");
    try (Tokenizer tokenizer = load(whitespace)) {
      assertThat(tokenizer.encode("how fine-tun", null, 128).ids()).containsExactly(2, 5, 1, 3);
    }
  }

  @Test
  void theFingerprintFollowsWhatDecidesIds() throws IOException {
    String fingerprint = fingerprint(json);
    assertThat(fingerprint).matches("[0-9a-f]{16}");
    assertThat(fingerprint(json.replace("\"Fixed\": 8", "\"Fixed\": 128"))).isEqualTo(fingerprint);
    assertThat(fingerprint(json.replaceAll("\n *", ""))).isEqualTo(fingerprint);
    for (String[] change :
        List.of(
            new String[] {"\"lowercase\": true", "\"lowercase\": false"},
            new String[] {"\"learn\"", "\"lern\""},
            new String[] {"\"max_input_chars_per_word\": 100", "\"max_input_chars_per_word\": 9"},
            new String[] {"\"lstrip\": false", "\"lstrip\": true"})) {
      assertThat(json).contains(change[0]);
      assertThat(fingerprint(json.replace(change[0], change[1]))).isNotEqualTo(fingerprint);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "[SEP]": 3         | "[SEPARATOR]": 3 , "x": 3 | gives two tokens the id 3
          [CLS]              | [START]              | has no token [CLS]
          "how": 5           | "how": -5            | gives token "how" the id -5
          "how": 5           | "how": 2000000000    | gives token "how" the id 2000000000
          "how": 5           | "how": "5"           | gives token "how" the id "5"
          "vocab"            | "vocabulary"         | has no vocabulary
          TemplateProcessing | ByteLevel            | post_processor is not BERT's
          "type_id": 1       | "type_id": 0         | post_processor is not BERT's
          "model"            | ]                    | is not JSON
          BertPreTokenizer   | Bert                 | is not accepted by the tokenizers library
          """)
  void aFileThatIsNotTheTokenizerOfABertIsRefused(String before, String after, String message) {
    assertThat(json).contains(before);
    assertRefused(json.replace(before, after), message);
  }

  @Test
  void anEmptyFileAndAnythingButAnObjectAreRefused() {
    assertRefused("", "is not a JSON object");
    assertRefused("[1]", "is not a JSON object");
    assertRefused("PK\u0003\u0004", "byte 0: is not JSON");
    assertRefused(json.substring(0, json.length() / 2), "is not JSON");
  }

  @Test
  void aMissingFileIsNotFound() {
    assertThatThrownBy(() -> Tokenizers.load(directory))
        .isInstanceOfSatisfying(
            BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND))
        .hasMessageContaining("tokenizer.json: does not exist");
  }

  private void assertRefused(String content, String message) {
    assertThatThrownBy(() -> load(content))
        .isInstanceOfSatisfying(
            BertlineException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT))
        .hasMessageStartingWith(directory.resolve("tokenizer.json") + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private String fingerprint(String content) throws IOException {
    try (Tokenizer tokenizer = load(content)) {
      return tokenizer.fingerprint();
    }
  }

  private Tokenizer load(String content) throws IOException {
    Files.writeString(directory.resolve("tokenizer.json"), content);
    return Tokenizers.load(directory);
  }
}
