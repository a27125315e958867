package io.bertline.huggingface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code vocab.txt} as Google published it: one token a line, the first has id 0.
 *
 * @param ids ids by token, ascending
 */
public record WordPieceVocabulary(Map<String, Integer> ids) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  /**
   * How text becomes words, as in {@code tokenizer_config.json}.
   *
   * @param lowercase whether letters are lowered
   * @param stripAccents whether accents are removed; null to do so if letters are lowered
   * @param chineseCharacters whether each Chinese character is a word
   */
  public record Rules(
      boolean lowercase, @Nullable Boolean stripAccents, boolean chineseCharacters) {}

  /**
   * Parses a file.
   *
   * @param source how messages name the file
   * @throws BertlineException {@code CORRUPT_ARTIFACT} if it is not the vocabulary of a BERT
   */
  public static WordPieceVocabulary parse(byte[] file, String source) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw corrupt(source, "is not text in UTF-8", e);
    }
    Map<String, Integer> ids = new LinkedHashMap<>();
    // Not String.lines(): the multilingual vocabulary has tokens that it takes for ends of lines.
    for (String line : text.split("\n")) {
      String token = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      Integer before = ids.put(token, ids.size());
      if (before != null) {
        throw corrupt(
            source,
            "line %d: \"%s\" is on line %d already".formatted(ids.size() + 1, token, before + 1),
            null);
      }
    }
    for (String token : SPECIAL) {
      if (!ids.containsKey(token)) {
        throw corrupt(source, "has no token " + token, null);
      }
    }
    return new WordPieceVocabulary(ids);
  }

  /** Returns whether no token changes when letters are lowered, special tokens apart. */
  public boolean isUncased() {
    return ids.keySet().stream()
        .filter(token -> !token.startsWith("["))
        .allMatch(token -> token.codePoints().allMatch(c -> Character.toLowerCase(c) == c));
  }

  /** Returns the {@code tokenizer.json} that the Hugging Face tokenizers library reads. */
  public byte[] tokenizerJson(Rules rules) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", "1.0");
    json.putNull("truncation");
    json.putNull("padding");
    ArrayNode added = json.putArray("added_tokens");
    SPECIAL.stream().sorted((a, b) -> Integer.compare(id(a), id(b))).forEach(t -> add(added, t));
    json.putObject("normalizer")
        .put("type", "BertNormalizer")
        .put("clean_text", true)
        .put("handle_chinese_chars", rules.chineseCharacters())
        .put("strip_accents", rules.stripAccents())
        .put("lowercase", rules.lowercase());
    json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    ObjectNode processor = json.putObject("post_processor").put("type", "BertProcessing");
    processor.putArray("sep").add("[SEP]").add(id("[SEP]"));
    processor.putArray("cls").add("[CLS]").add(id("[CLS]"));
    json.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
    ObjectNode model =
        json.putObject("model")
            .put("type", "WordPiece")
            .put("unk_token", "[UNK]")
            .put("continuing_subword_prefix", "##")
            .put("max_input_chars_per_word", 100);
    ObjectNode vocabulary = model.putObject("vocab");
    ids.forEach(vocabulary::put);
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(ArrayNode added, String token) {
    added
        .addObject()
        .put("id", id(token))
        .put("content", token)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", true);
  }

  private int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException("no token " + token);
    }
    return id;
  }

  private static BertlineException corrupt(
      String source, String problem, @Nullable Exception cause) {
    return new BertlineException(
        FailureKind.CORRUPT_ARTIFACT,
        source + ": " + problem + "; give the vocab.txt of a BERT",
        cause);
  }
}
