package io.bertline.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bertline.artifact.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is read of a {@code tokenizer.json} of the Hugging Face tokenizers library: a JSON object
 * with, among others, {@code normalizer}, {@code pre_tokenizer}, {@code model} (with {@code vocab},
 * token to id), {@code post_processor} and {@code added_tokens}.
 */
final class TokenizerFile {
  // Each name, a token of the vocabulary, occurs once: a table of names costs more than it spares.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  private static final int MAX_ID = 1 << 24;

  /** What a token that goes on within a word begins with. */
  private static final String PREFIX = "##";

  /** The parts that decide ids; truncation and padding are the caller's, the decoder is unused. */
  private static final List<String> DECISIVE =
      List.of("normalizer", "pre_tokenizer", "model", "post_processor", "added_tokens");

  private final JsonNode json;
  private final Map<String, Integer> ids = new HashMap<>();
  private final String[] tokens;

  /**
   * @throws IllegalArgumentException if it is not the tokenizer of a BERT; the message says why
   */
  TokenizerFile(byte[] bytes) {
    json = parse(bytes);
    JsonNode vocabulary = json.path("model").path("vocab");
    if (!vocabulary.isObject()) {
      throw new IllegalArgumentException("has no vocabulary in model.vocab");
    }
    for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
      addId(entry.getKey(), entry.getValue());
    }
    for (JsonNode added : json.path("added_tokens")) {
      addId(added.path("content").asText(), added.path("id"));
    }
    int size = ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    tokens = new String[size];
    ids.forEach(
        (token, id) -> {
          if (tokens[id] != null) {
            throw new IllegalArgumentException("gives two tokens the id " + id);
          }
          tokens[id] = token;
        });
    List.of("[CLS]", "[SEP]", "[PAD]", "[UNK]").forEach(this::id);
    checkTemplate();
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = JSON.readTree(bytes);
      if (!node.isObject()) {
        throw new IllegalArgumentException("is not a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      throw new IllegalArgumentException("byte " + offset + ": is not JSON", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("is not JSON in UTF-8", e);
    }
  }

  private void addId(String token, JsonNode id) {
    if (!id.isInt() || id.intValue() < 0 || id.intValue() > MAX_ID) {
      throw new IllegalArgumentException("gives token \"" + token + "\" the id " + id);
    }
    ids.put(token, id.intValue());
  }

  /** Returns the id of a token that every BERT has. */
  int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException("has no token " + token + ", which a BERT needs");
    }
    return id;
  }

  /** Returns the token of an id; an id that no token has is {@code [unused]}. */
  String token(int id) {
    return Objects.requireNonNullElse(tokens[Objects.checkIndex(id, tokens.length)], "[unused]");
  }

  int vocabularySize() {
    return tokens.length;
  }

  /** Returns the Java tokenizer, if the file describes BERT's. */
  Optional<WordPieceTokenizer> wordPiece() {
    JsonNode model = json.path("model");
    JsonNode normalizer = json.path("normalizer");
    boolean plain =
        model.path("type").asText("WordPiece").equals("WordPiece")
            && normalizer.path("type").asText().equals("BertNormalizer")
            && normalizer.path("clean_text").asBoolean(true)
            && json.path("pre_tokenizer").path("type").asText().equals("BertPreTokenizer")
            && model.path("unk_token").asText().equals("[UNK]")
            && model.path("continuing_subword_prefix").asText(PREFIX).equals(PREFIX)
            && addedTokensAreFoundByTheirBracket();
    int maxWordLength = model.path("max_input_chars_per_word").asInt(100);
    if (!plain || maxWordLength < 1 || maxWordLength > 1 << 16) {
      return Optional.empty();
    }
    boolean lowercase = normalizer.path("lowercase").asBoolean(true);
    return Optional.of(
        new WordPieceTokenizer(
            wordPieceVocabulary(maxWordLength),
            new BertCharacters(
                lowercase,
                normalizer.path("strip_accents").asBoolean(lowercase),
                normalizer.path("handle_chinese_chars").asBoolean(true)),
            maxWordLength));
  }

  private WordPieceTokenizer.Vocabulary wordPieceVocabulary(int maxWordLength) {
    ShortWords words = new ShortWords();
    PieceTrie pieces = new PieceTrie();
    json.path("model")
        .path("vocab")
        .fieldNames()
        .forEachRemaining(
            token -> {
              if (token.startsWith(PREFIX)) {
                pieces.add(PieceTrie.CONTINUATION, token.substring(PREFIX.length()), id(token));
              } else {
                pieces.add(PieceTrie.WORD_START, token, id(token));
                if (token.length() <= maxWordLength) {
                  words.add(token, id(token));
                }
              }
            });
    List<String> special = new ArrayList<>();
    json.path("added_tokens").forEach(added -> special.add(added.path("content").asText()));
    return new WordPieceTokenizer.Vocabulary(words, pieces, List.copyOf(special), id("[UNK]"));
  }

  /** Returns 16 hexadecimal digits of the SHA-256 of the parts that decide ids. */
  String fingerprint() {
    ObjectNode decisive = JSON.createObjectNode();
    for (String part : DECISIVE) {
      decisive.set(part, json.path(part).isMissingNode() ? JSON.nullNode() : json.path(part));
    }
    try {
      String canonical = JSON.writeValueAsString(decisive);
      return Digests.sha256(canonical.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean addedTokensAreFoundByTheirBracket() {
    for (JsonNode added : json.path("added_tokens")) {
      if (!added.path("content").asText().startsWith("[")
          || added.path("normalized").asBoolean(true)) {
        return false;
      }
    }
    return true;
  }

  /** Special tokens are placed in Java: [CLS] first [SEP], and second [SEP] of type 1. */
  private void checkTemplate() {
    JsonNode processor = json.path("post_processor");
    boolean bert =
        switch (processor.path("type").asText()) {
          case "BertProcessing" -> true;
          case "TemplateProcessing" ->
              template(processor.path("single")).equals("[CLS]:0 A:0 [SEP]:0")
                  && template(processor.path("pair")).equals("[CLS]:0 A:0 [SEP]:0 B:1 [SEP]:1");
          default -> false;
        };
    if (!bert) {
      throw new IllegalArgumentException(
          "its post_processor is not BERT's \"[CLS] A [SEP] B [SEP]\"");
    }
  }

  private static String template(JsonNode pieces) {
    List<String> texts = new ArrayList<>();
    for (JsonNode piece : pieces) {
      JsonNode content = piece.elements().hasNext() ? piece.elements().next() : piece;
      texts.add(content.path("id").asText() + ":" + content.path("type_id").asInt());
    }
    return String.join(" ", texts);
  }
}
