package io.bertline.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordPieceVocabularyTest {
  private static final String SPECIAL = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";

  @Test
  void aTokenThatLoweringWouldChangeMakesItCased() {
    // The capital R of the real numbers, which BERT's uncased vocabulary has, has no small letter.
    assertThat(parse(SPECIAL + "a\n##\u211d\n").isUncased()).isTrue();
    assertThat(parse(SPECIAL + "a\nB\n").isUncased()).isFalse();
    assertThat(parse(SPECIAL + "\u00c9\n").isUncased()).isFalse();
  }

  @Test
  void onlyLineFeedsEndAToken() {
    assertThat(parse(SPECIAL + "\u2028\na\u0085b\nc\r\n").ids())
        .hasSize(8)
        .containsEntry("\u2028", 5)
        .containsEntry("a\u0085b", 6)
        .containsEntry("c", 7);
  }

  @Test
  void theTokenizerHasTheRulesAndTheSpecialTokens() throws IOException {
    JsonNode json =
        new JsonMapper()
            .readTree(
                parse(SPECIAL + "a\n")
                    .tokenizerJson(new WordPieceVocabulary.Rules(true, null, false)));
    assertThat(json.path("normalizer").path("lowercase").booleanValue()).isTrue();
    assertThat(json.path("normalizer").path("strip_accents").isNull()).isTrue();
    assertThat(json.path("normalizer").path("handle_chinese_chars").booleanValue()).isFalse();
    assertThat(json.path("added_tokens")).hasSize(5);
    assertThat(json.path("added_tokens").path(4).path("content").asText()).isEqualTo("[MASK]");
    assertThat(json.path("model").path("vocab").path("a").intValue()).isEqualTo(5);
  }

  private static WordPieceVocabulary parse(String text) {
    return WordPieceVocabulary.parse(text.getBytes(StandardCharsets.UTF_8), "vocab.txt");
  }
}
