package io.bertline.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our tokenizer against the Hugging Face tokenizers library, see {@link Reference}. */
class SameIdsTest {
  private static Reference reference;

  @BeforeAll
  static void load(@TempDir Path directory) throws IOException {
    reference = new Reference(directory);
  }

  @AfterAll
  static void close() {
    reference.close();
  }

  @Test
  void onRandomAsciiWithControlCharacters() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      reference.check(text(random, 40, () -> random.nextInt(128)), null);
    }
  }

  @Test
  void onRandomTextOfLettersAndPunctuation() {
    Random random = new Random(2);
    String characters = "aeiouabcdefghijklmnopqrstuvwxyzTHEQ   0123456789.,'-?#@";
    for (int i = 0; i < 10_000; i++) {
      reference.check(
          text(random, 80, () -> characters.charAt(random.nextInt(characters.length()))), null);
    }
  }

  @Test
  void onRandomLatinGreekAndCyrillicText() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      reference.check(text(random, 30, () -> 1 + random.nextInt(0x52f)), null);
    }
  }

  @Test
  void onRandomUnicode() {
    Random random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      reference.check(text(random, 20, () -> random.nextInt(Character.MAX_CODE_POINT + 1)), null);
    }
  }

  @Test
  void onRandomTextOfWhatTheJavaTokenizerTakes() {
    checkCharacters(reference, 20_000);
  }

  @ParameterizedTest
  @CsvSource({
    "\"lowercase\": true, \"lowercase\": false",
    "\"strip_accents\": null, \"strip_accents\": false",
    "\"handle_chinese_chars\": true, \"handle_chinese_chars\": false",
    "\"normalized\": false, \"normalized\": true",
    "\"max_input_chars_per_word\": 100, \"max_input_chars_per_word\": 3"
  })
  void withOtherSettings(String before, String after, @TempDir Path directory) throws IOException {
    try (Reference other =
        new Reference(
            directory,
            json -> {
              assertThat(json).contains(before);
              return json.replace(before, after);
            })) {
      checkCharacters(other, 5_000);
      other.check("[MASK] [mask] [ma\0sk]", null);
      other.check("a to the best of possible understandings", null);
    }
  }

  private static void checkCharacters(Reference reference, int texts) {
    Random random = new Random(6);
    String characters =
        "aeinorstAEINT   "
            + " .,'-[]0123456789éàüßøñçÅŁőÿŸİıǅΣσÑ“”‘’–—…•€£¥©®°½×÷№™→≤≠中国字日本のカガ。、「」，！？ＡＢ１";
    for (int i = 0; i < texts; i++) {
      reference.check(
          text(random, 60, () -> characters.charAt(random.nextInt(characters.length()))), null);
    }
  }

  @Test
  void onPairsOfEveryLengthAroundTheMaximum() {
    for (int first = 0; first <= Reference.MAX_LENGTH + 2; first++) {
      for (int second = 0; second <= Reference.MAX_LENGTH + 2; second++) {
        reference.check("a ".repeat(first), "b ".repeat(second));
        reference.check("a ".repeat(first), "é ".repeat(second));
      }
    }
  }

  @Test
  void onRealSentences() throws IOException {
    List<String> glosses = Reference.glosses("adv");
    assertThat(glosses).hasSizeGreaterThan(3_000);
    for (int i = 0; i < glosses.size(); i++) {
      reference.check(glosses.get(i), i % 4 == 0 ? glosses.get(glosses.size() - 1 - i) : null);
    }
  }

  /** The ids come from Python, so that DJL and we are not wrong together. */
  @Test
  void onTheSentencesOfTheGoldenVectors() throws IOException {
    JsonNode golden =
        new JsonMapper().readTree(SameIdsTest.class.getResourceAsStream("golden-ids.json"));
    assertThat(golden.path("sentences")).hasSize(8);
    for (int i = 0; i < 8; i++) {
      String sentence = golden.path("sentences").path(i).asText();
      assertThat(reference.tokenizer().encode(sentence, null, 128).ids())
          .isEqualTo(new JsonMapper().convertValue(golden.path("input_ids").path(i), int[].class));
    }
  }

  @Test
  void onTextThatIsSpecialToATokenizer() {
    for (String text :
        List.of(
            "",
            " ",
            "\t\r\n",
            "[MASK]",
            "what is [MASK] here?",
            "[CLS] x [SEP]",
            "a[PAD]b",
            "[unk] [ ] [[",
            "x".repeat(100),
            "x".repeat(101),
            "X".repeat(5000) + " y",
            "ab\0c\u0001d\u007fe\u000bf\fg",
            "naïve café – 100 €",
            "DŽ İstanbul ſtraße ß",
            "日本語とEnglish混在",
            "👩‍👩‍👧 emoji 🇩🇪",
            "\ufffd\ufeff\u00ad\u200b zero widths",
            "##ing ## #",
            "a\u0301e\u0308 combined",
            "don't e.g. U.S.A. http://a.b/c?d=e&f#g")) {
      reference.check(text, null);
      reference.check(text, "how do I learn?");
      reference.check("how do I learn?", text);
    }
  }

  @Test
  void surrogatesWithoutPartnerAreDroppedLikeTheReplacementCharacter() {
    for (String text : List.of("a\ud800b", "\udc00", "x \ud83d", "\udc00\ud800 é")) {
      String replaced = text.replaceAll("[\\ud800-\\udfff]", "\ufffd");
      assertThat(reference.tokenizer().encode(text, null, Reference.MAX_LENGTH).ids())
          .isEqualTo(reference.tokenizer().encode(replaced, null, Reference.MAX_LENGTH).ids());
    }
  }

  private static String text(Random random, int maxLength, IntSupplier codePoint) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength); i >= 0; i--) {
      int next = codePoint.getAsInt();
      text.appendCodePoint(
          next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE ? ' ' : next);
    }
    return text.toString();
  }
}
